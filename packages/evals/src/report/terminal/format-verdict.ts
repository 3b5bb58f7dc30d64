import type { Verdict } from "@promptrail/core";
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
