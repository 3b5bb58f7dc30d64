import type { TemplateFilter } from "@promptrail/core";
import { formatFixed } from "./values/format-number.js";

/**
 * `{{ price | currency }}`: a number as `$12.50` (two decimals, half to even on the exact binary
 * value, as Python's `f"${x:.2f}"`); anything else, such as a price with its own currency, as it is.
 */
export const currencyFilter: TemplateFilter = {
  name: "currency",
  version: 1,
  apply: (value) => (typeof value === "number" ? `$${formatFixed(value, 2)}` : value),
};
