import { formatPoints } from "../../gate/format-figures.js";
import type { GateVerdict } from "../../gate/gate-verdict.js";
import type { CaseResult, PairedCaseResult } from "../../runner/case-result.js";
import { findTagDifferences, findTagRates, type TagDifference } from "../slices/tag-figures.js";
import { formatRate } from "./format-amounts.js";
import { formatTable } from "./format-table.js";
import type { ReportStyle } from "./report-style.js";

/** More are for a page. */
const mostRows = 8;

/** How the candidate did on each slice against the baseline: protected slices first, then the worst. Nothing without tags. */
export function formatSliceDifferences(
  results: readonly PairedCaseResult[],
  { figures }: Pick<GateVerdict, "figures">,
  style: ReportStyle,
): readonly string[] {
  const harmed = new Map(figures.slices.map(({ slice, isWorse }) => [slice, isWorse]));
  const rank = ({ tag, difference }: TagDifference) =>
    harmed.has(tag) ? -2 : (difference?.value ?? 1);
  const tags = findTagDifferences(results).toSorted((left, right) => rank(left) - rank(right));
  const rows = tags.map(({ tag, n, difference, shown }) => {
    const isWorse = harmed.get(tag);
    const said =
      isWorse === undefined ? (shown ?? "–") : isWorse ? "worse (gate)" : "no harm (gate)";
    const figure =
      difference === null
        ? "–"
        : `${toPoints(difference.value)} [${toPoints(difference.lower)}, ${toPoints(difference.upper)}]`;
    return [tag, String(n), figure, said];
  });
  return toLines(["slice", "pairs", "points (95 %)", "shown"], rows, style);
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
