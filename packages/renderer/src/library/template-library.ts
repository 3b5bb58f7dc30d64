import type { CallableValue } from "../values/callable-value.js";
import type { BuiltinFilter } from "./define-filter.js";
import type { BuiltinTest } from "./define-test.js";

/** The filters, tests and own functions a template may name. */
export interface TemplateLibrary {
  readonly filters: ReadonlyMap<string, BuiltinFilter>;
  readonly tests: ReadonlyMap<string, BuiltinTest>;
  /** The team's own functions. */
  readonly functions: ReadonlyMap<string, CallableValue>;
}
