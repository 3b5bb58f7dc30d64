import { PromptrailError } from "@promptrail/core";
import type { ApiKey, Scope } from "@promptrail/core/lifecycle";
import { coversFamily, everyFamily, listSome, omitUndefined } from "@promptrail/core/portable";
import type { Route } from "@promptrail/http-api";
import { findPresentedKey, isSecretOf } from "@promptrail/runtime/keys";

export interface KnownKeys {
  readonly readKey: (id: string) => Promise<ApiKey | null>;
  /** The key that this process was given by its operator; it needs no store. */
  readonly chosenKey: ApiKey | null;
}

/**
 * The key that an `Authorization` header presents.
 *
 * @throws PromptrailError `unauthenticated`, the same for every reason, so that it tells nothing;
 * `store_unavailable` for a key that was not in use while the store is away: it may well be right.
 */
export async function authenticate(
  { readKey, chosenKey }: KnownKeys,
  authorization: string | undefined,
  now: Date,
): Promise<ApiKey> {
  const presented = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (presented === undefined) throw unauthenticated();
  if (chosenKey !== null && isSecretOf(chosenKey, presented)) return chosenKey;
  const key = await findPresentedKey(presented, readKey, now);
  if (key === null) throw unauthenticated();
  return key;
}

/** @throws PromptrailError `forbidden`, which names the scope that the key lacks. */
export function requireScope({ name, scopes }: ApiKey, scope: Scope): void {
  if (scopes.includes(scope)) return;
  throw new PromptrailError(
    "forbidden",
    `The key "${name}" lacks the scope "${scope}". It has: ${scopes.join(", ") || "none"}. Use a key that has it.`,
    { key: name, scope, scopes: [...scopes] },
  );
}

function unauthenticated(): PromptrailError {
  return new PromptrailError(
    "unauthenticated",
    "This route needs an API key that is known here and has not expired. Send it as `Authorization: Bearer <key>`.",
  );
}

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
