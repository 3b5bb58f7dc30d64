import type { TemplateFilter, TemplateFunction } from "@promptrail/core";
import { PromptrailError } from "@promptrail/core/errors";
import type { BuiltinFilter } from "../library/define-filter.js";
import type { TemplateLibrary } from "../library/template-library.js";
import { createOwnFilter } from "../own/own-filter.js";
import { createOwnFunction } from "../own/own-function.js";
import { globalNames } from "../runtime/globals.js";
import { createLibraryTests } from "../tests/create-library-tests.js";
import { testTable } from "../tests/test-table.js";
import { jsonFilters } from "./json-filters.js";
import { createMapFilter } from "./map-filter.js";
import { markupFilters } from "./markup-filters.js";
import { numberFilters } from "./number-filters.js";
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

/** Everything a template may name: Jinja2's filters and tests, and the team's own filters and functions. */
export function createLibrary(
  own: readonly TemplateFilter[],
  functions: readonly TemplateFunction[],
): TemplateLibrary {
  requireFresh("Filter", own, (name) => builtin.has(name) || name === "map");
  requireFresh("Function", functions, (name) => globalNames.has(name));
  const filters = new Map(builtin);
  for (const filter of own) filters.set(filter.name, createOwnFilter(filter));
  filters.set("map", createMapFilter(filters));
  const tests = new Map(testTable);
  for (const test of createLibraryTests(new Set(filters.keys()))) tests.set(test.name, test);
  return {
    filters,
    tests,
    functions: new Map(functions.map((one) => [one.name, createOwnFunction(one)])),
  };
}

function requireFresh(
  what: "Filter" | "Function",
  own: readonly { readonly name: string }[],
  isBuiltin: (name: string) => boolean,
): void {
  const names = new Set<string>();
  for (const { name } of own) {
    const isTwice = names.has(name);
    names.add(name);
    if (!isTwice && !isBuiltin(name)) continue;
    const reason = isTwice ? "is registered twice" : `is a built-in ${what.toLowerCase()}'s name`;
    throw new PromptrailError("duplicate_name", `${what} "${name}" ${reason}. Rename yours.`);
  }
}
