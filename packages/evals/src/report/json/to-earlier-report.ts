import type { CasesRun } from "../../runner/run-cases.js";
import type { EarlierReport } from "./report-schema.js";

/** How much of a run stands on answers of earlier ones, and how old they are; nothing where none does. */
export function toEarlierReport({
  earlier,
  results,
}: Pick<CasesRun<unknown>, "earlier" | "results">): { readonly earlier?: EarlierReport } {
  if (earlier === undefined) return {};
  const { cases, oldestAt } = earlier;
  return {
    earlier: { cases, share: cases / results.length, oldest_at: oldestAt.toISOString() },
  };
}
