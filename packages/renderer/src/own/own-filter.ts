import type { TemplateFilter } from "@promptrail/core";
import { type BuiltinFilter, openFilter } from "../library/define-filter.js";
import { toPlain } from "./plain-values.js";
import { type OwnCode, readOwnArguments, runOwn } from "./run-own.js";

/** Wraps a team's own filter. */
export function createOwnFilter({ name, parameters, apply }: TemplateFilter): BuiltinFilter {
  const code: OwnCode = { what: "filter", name, parameters };
  return openFilter(name, (state, value, positional, keywords) => {
    const args = readOwnArguments(state, code, positional, keywords);
    const plain = toPlain(state, value);
    return runOwn(state, code, () => apply(plain, ...args));
  });
}
