import type { TemplateFilter } from "@promptrail/core";
import { currencyFilter } from "../currency-filter.js";
import type { FilterName } from "./worker-messages.js";

/** The filters that a worker must import. `currency` is in each, as long as it is this package's own. */
export function withoutBuiltIn(filters: readonly TemplateFilter[]): readonly FilterName[] {
  return filters
    .filter(({ apply }) => apply !== currencyFilter.apply)
    .map(({ name, version }) => ({ name, version }));
}
