import type { TemplateFilter } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/portable";
import type { BuiltinFilter } from "../library/define-filter.js";
import type { TemplateLibrary } from "../library/template-library.js";
import { createLibraryTests } from "../tests/create-library-tests.js";
import { testTable } from "../tests/test-table.js";
import { jsonFilters } from "./json-filters.js";
import { createMapFilter } from "./map-filter.js";
import { markupFilters } from "./markup-filters.js";
import { numberFilters } from "./number-filters.js";
import { createOwnFilter } from "./own-filter.js";
import { selectFilters } from "./select-filters.js";
import { sequenceFilters } from "./sequence-filters.js";
import { textFilters } from "./text-filters.js";
import { valueFilters } from "./value-filters.js";
import { wordwrapFilter } from "./wordwrap-filter.js";

const builtin: ReadonlyMap<string, BuiltinFilter> = new Map(
  [
    ...textFilters,
    ...markupFilters,
    ...numberFilters,
    ...sequenceFilters,
    ...selectFilters,
    ...valueFilters,
    ...jsonFilters,
    wordwrapFilter,
  ].map((filter) => [filter.name, filter]),
);

/** Everything a template may name: Jinja2's filters and tests, and the team's own filters. */
export function createLibrary(own: readonly TemplateFilter[]): TemplateLibrary {
  const filters = new Map(builtin);
  const names = new Set<string>();
  for (const filter of own) {
    if (builtin.has(filter.name) || filter.name === "map" || names.has(filter.name)) {
      const reason = names.has(filter.name) ? "is registered twice" : "is a built-in filter's name";
      throw new PromptrailError(
        "duplicate_name",
        `Filter "${filter.name}" ${reason}. Rename yours.`,
      );
    }
    names.add(filter.name);
    filters.set(filter.name, createOwnFilter(filter));
  }
  filters.set("map", createMapFilter(filters));
  const tests = new Map(testTable);
  for (const test of createLibraryTests(new Set(filters.keys()))) tests.set(test.name, test);
  return { filters, tests };
}
