import { formatPoints } from "../../gate/format-figures.js";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { CaseResult, PairedCaseResult } from "../../runner/case-result.js";
import { describeWideInterval, findShownTags, type ShownTag } from "../slices/shown-tags.js";
import { findTagRates } from "../slices/tag-figures.js";
import { formatRate } from "./format-amounts.js";
import { reportWidth } from "./format-problems.js";
import { formatTable } from "./format-table.js";
import type { ReportStyle } from "./report-style.js";
import { wrapText } from "./width/wrap-text.js";

/** More are for a page. */
const mostRows = 8;

/** How the candidate did on each slice against the baseline: protected slices first, then the worst. Nothing without tags. */
export function formatSliceDifferences(
  results: readonly PairedCaseResult[],
  { figures }: Pick<GateVerdict, "figures">,
  style: ReportStyle,
): readonly string[] {
  const rank = ({ isProtected, difference }: ShownTag) =>
    isProtected ? -2 : (difference?.value ?? 1);
  const tags = findShownTags(results, figures.slices).toSorted(
    (left, right) => rank(left) - rank(right),
  );
  const rows = tags.map(({ tag, n, difference, said }) => {
    const figure =
      difference === null
        ? "–"
        : `${toPoints(difference.value)} [${toPoints(difference.lower)}, ${toPoints(difference.upper)}]`;
    return [tag, String(n), figure, said];
  });
  const wide = describeWideInterval(tags);
  return [
    ...toLines(["slice", "pairs", "points (95 %)", "shown"], rows, style),
    ...(wide === null
      ? []
      : [wrapText(wide, { width: reportWidth(style), first: "", rest: "", maxLines: 6 })]),
  ];
}

/** The pass rate of one version on each slice, those of the most cases first. */
export function formatSliceRates(
  results: readonly CaseResult[],
  style: ReportStyle,
): readonly string[] {
  const rows = findTagRates(results).map(({ tag, n, passRate }) => {
    return [tag, String(n), formatRate(passRate)];
  });
  return toLines(["slice", "cases", "pass rate (95 %)"], rows, style);
}

function toLines(
  titles: readonly string[],
  rows: readonly (readonly string[])[],
  style: ReportStyle,
): readonly string[] {
  if (rows.length === 0) return [];
  const shown = rows.slice(0, mostRows).map(([tag = "", ...cells]) => [toName(tag), ...cells]);
  const hidden = rows.length - shown.length;
  return [
    formatTable({ rows: [titles, ...shown], mark: style.dim, columns: style.columns }),
    ...(hidden > 0 ? [style.dim(`… and ${hidden} more slices: --html has them`)] : []),
  ];
}

/** A tag is a dataset's text: on one line, and without what a terminal obeys. */
function toName(tag: string): string {
  const plain = tag.replace(/[\p{Cc}\s]+/gu, " ");
  return plain.length <= 32 ? plain : `${plain.slice(0, 31).toWellFormed()}…`;
}

function toPoints(share: number): string {
  return formatPoints(share).replace(" points", "");
}
