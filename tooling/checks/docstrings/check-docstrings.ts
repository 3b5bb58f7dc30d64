import type { Check } from "../finding.ts";
import { findUndocumentedFunctions } from "./exported-functions.ts";
import { findUndocumentedSettings } from "./settings-fields.ts";

/** Docstrings of what users call and write: exported functions, and the fields of the settings that they fill in. */
export const checkDocstrings: Check = (root) => [
  ...findUndocumentedFunctions(root),
  ...findUndocumentedSettings(root),
];
