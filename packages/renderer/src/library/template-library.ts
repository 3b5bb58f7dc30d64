import type { BuiltinFilter } from "./define-filter.js";
import type { BuiltinTest } from "./define-test.js";

/** The filters and tests a template may name. */
export interface TemplateLibrary {
  readonly filters: ReadonlyMap<string, BuiltinFilter>;
  readonly tests: ReadonlyMap<string, BuiltinTest>;
}
