import { formatCount } from "../../report/terminal/format-amounts.js";
import { formatPart } from "../../report/terminal/format-part.js";
import { reportWidth } from "../../report/terminal/format-problems.js";
import { formatTable } from "../../report/terminal/format-table.js";
import { plainStyle, type ReportStyle } from "../../report/terminal/report-style.js";
import { wrapText } from "../../report/terminal/width/wrap-text.js";
import type { DifferenceVerdict, DifferingPair, VersionComparison } from "../version-comparison.js";
import { listComparisonNotes } from "./comparison-notes.js";
import { type RowSettings, toFigureRows, toMethodRows } from "./comparison-rows.js";
import {
  showText,
  tellReason,
  titleComparison,
  titlePair,
  titleSide,
} from "./comparison-titles.js";

/** So that both tables fit into 100 columns. */
const nameLimit = 20;

export interface FormatComparisonSettings {
  readonly comparison: VersionComparison;
  /** How many of the pairs that differ most are shown. Default: all that the comparison has. */
  readonly examples?: number;
  readonly style?: ReportStyle;
}

/** A comparison for a terminal: figures, methods, what they leave out, and the pairs that differ most; 100 columns. */
export function formatComparison(settings: FormatComparisonSettings): string {
  const { comparison, style = plainStyle } = settings;
  const examples = comparison.examples.slice(0, settings.examples);
  const columns = reportWidth(style);
  const table = (cells: readonly (readonly string[])[]) =>
    formatTable({ rows: cells, mark: style.dim, columns });
  const rows: RowSettings = {
    nameLimit,
    mark: (verdict, text) => markVerdict(verdict, text, style),
  };
  const wrap = { width: columns, first: "  · ", rest: "    " };
  return [
    style.strong(wrapText(titleComparison(comparison), { width: columns, first: "", rest: "  " })),
    table(toFigureRows(comparison, rows)),
    "",
    table(toMethodRows(comparison, rows)),
    ...listComparisonNotes(comparison).map((note) => wrapText(note, wrap)),
    ...(examples.length === 0
      ? []
      : ["", style.strong(`Pairs that differ most (${formatCount(examples.length)})`)]),
    ...examples.flatMap((example) => ["", ...formatPair(example, comparison, style)]),
  ].join("\n");
}

function markVerdict(verdict: DifferenceVerdict, text: string, style: ReportStyle): string {
  if (verdict === "better") return style.good(text);
  if (verdict === "worse") return style.bad(text);
  return verdict === "too_few_pairs" ? style.warn(text) : text;
}

function formatPair(
  example: DifferingPair,
  comparison: VersionComparison,
  style: ReportStyle,
): readonly string[] {
  const width = reportWidth(style);
  const { a, b } = comparison;
  return [
    wrapText(titlePair(example), { width, first: "≠ ", rest: "  ", maxLines: 1 }),
    ...example.reasons.map((reason) =>
      wrapText(tellReason(reason, comparison), { width, first: "  · ", rest: "    ", maxLines: 3 }),
    ),
    ...formatPart({ title: titleSide(a, example.a), text: showText(example.a), style }),
    ...formatPart({ title: titleSide(b, example.b), text: showText(example.b), style }),
  ];
}
