import {
  type ApiKey,
  coversFamily,
  everyFamily,
  listSome,
  omitUndefined,
  PromptrailError,
} from "@promptrail/core";
import type { Route } from "@promptrail/http-api";

/**
 * A key that is limited to families does something to those alone.
 *
 * @param family what the route's path names; undefined where it names none.
 * @throws PromptrailError `forbidden`, which names the key's families.
 */
export function requireFamily({ name, families }: ApiKey, route: Route, family?: string): void {
  if (coversFamily(families, everyFamily)) return;
  if (family === undefined ? route.openToLimitedKeys : coversFamily(families, family)) return;
  const target =
    family === undefined
      ? `${route.method.toUpperCase()} ${route.path} is about every family`
      : `this is about "${family}"`;
  throw new PromptrailError(
    "forbidden",
    `The key "${name}" is for the families ${listSome(families)}, and ${target}. Use a key that is for more.`,
    omitUndefined({ key: name, families: [...families], family }),
  );
}
