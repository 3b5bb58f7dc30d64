import type { CasesRun } from "../../runner/run-cases.js";

/** A line about the answers of earlier runs that a run stands on; none where every answer is its own. */
export function formatEarlier({
  earlier,
  results,
}: Pick<CasesRun<unknown>, "earlier" | "results">): readonly string[] {
  if (earlier === undefined) return [];
  const { cases, oldestAt } = earlier;
  const share = Math.round((100 * cases) / results.length);
  const time = oldestAt.toISOString().replace("T", " ").slice(0, 16);
  return [
    `${cases} of ${results.length} cases (${share} %) were answered in an earlier run, the first at ${time}Z, and judged again.`,
  ];
}
