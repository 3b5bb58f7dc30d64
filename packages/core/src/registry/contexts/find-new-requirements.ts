import { pathsThrough } from "../../template/path-steps.js";
import type { VersionNeeds } from "./find-version-needs.js";

/**
 * What a version requires and callers of the others do not give, the outermost paths only: they are
 * refused when it goes live. Empty where there are no others: nobody calls yet.
 */
export function findNewRequirements(
  { required }: VersionNeeds,
  others: readonly VersionNeeds[],
): readonly string[] {
  if (others.length === 0) return [];
  const fresh = new Set(
    [...required].filter((path) => !others.some(({ given }) => given.has(path))),
  );
  const isOutermost = (path: string) =>
    pathsThrough(path).every((part) => part === path || !fresh.has(part));
  return [...fresh].filter(isOutermost).toSorted();
}
