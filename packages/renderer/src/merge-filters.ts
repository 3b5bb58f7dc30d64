import type { TemplateFilter } from "@promptrail/core";

/** Filters for every template and those of one, which come first where both have a name. */
export function mergeFilters(
  shared: readonly TemplateFilter[],
  given: readonly TemplateFilter[],
): readonly TemplateFilter[] {
  const names = new Set(given.map(({ name }) => name));
  return [...shared.filter(({ name }) => !names.has(name)), ...given];
}
