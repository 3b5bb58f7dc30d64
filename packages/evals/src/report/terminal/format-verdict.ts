import type { Verdict } from "@promptrail/core";
import type { CasesRun } from "../../runner/run-cases.js";
import { reportWidth } from "./format-problems.js";
import type { ReportStyle } from "./report-style.js";
import { wrapText } from "./width/wrap-text.js";

/** `Gate: PASS`, and the reasons below it. */
export function formatVerdict(
  title: string,
  { verdict, reasons }: { readonly verdict: Verdict; readonly reasons: readonly string[] },
  style: ReportStyle,
): readonly string[] {
  const mark = { pass: style.good, fail: style.bad, inconclusive: style.warn }[verdict];
  return [
    `${title}: ${mark(style.strong(verdict.toUpperCase()))}`,
    ...reasons.map((reason) =>
      wrapText(reason, { width: reportWidth(style), first: "  · ", rest: "    ", maxLines: 6 }),
    ),
  ];
}

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
