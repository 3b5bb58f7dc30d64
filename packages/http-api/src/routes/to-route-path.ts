import type { Route } from "./route.js";

/**
 * A route's path with its parameters filled in, each encoded.
 *
 * @throws TypeError where a parameter is missing.
 */
export function toRoutePath(
  { name, path }: Pick<Route, "name" | "path">,
  params: Readonly<Record<string, string | number>>,
): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = params[parameter];
    if (value === undefined)
      throw new TypeError(`Route "${name}" needs the parameter "${parameter}".`);
    return encodeURIComponent(value);
  });
}
