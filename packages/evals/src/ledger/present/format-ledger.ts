import { formatPercent } from "../../gate/format-figures.js";
import { formatRate } from "../../report/terminal/format-amounts.js";
import { reportWidth } from "../../report/terminal/format-problems.js";
import { formatTable } from "../../report/terminal/format-table.js";
import { plainStyle, type ReportStyle } from "../../report/terminal/report-style.js";
import { wrapText } from "../../report/terminal/width/wrap-text.js";
import type { LedgerChange } from "../diff-ledger.js";
import type { InstructionPair, LedgerFigures } from "../read-ledger.js";

export interface LedgerSide {
  /** What its column is called: a version's key, or a model. */
  readonly title: string;
  readonly figures: LedgerFigures;
}

export interface FormatLedgerSettings {
  /** The version that it is about first; its baseline, or other models, beside it. */
  readonly sides: readonly LedgerSide[];
  /** What the first side changes of the second one; left out where nothing is compared. */
  readonly change?: LedgerChange | undefined;
  readonly style?: ReportStyle | undefined;
}

/** A ledger for a terminal: how often each instruction is obeyed, what a version drops, and which instructions exclude each other. */
export function formatLedger({
  sides,
  change,
  style = plainStyle,
}: FormatLedgerSettings): readonly string[] {
  const columns = reportWidth(style);
  const [first] = sides;
  if (first === undefined) return [];
  const wrap = ({ text, isBad = false }: LedgerLine) => {
    const lines = wrapText(text, { width: columns, first: isBad ? "  ✗ " : "  · ", rest: "    " });
    return isBad ? style.bad(lines) : lines;
  };
  const rows = first.figures.instructions.map(({ id }) => [
    id,
    ...sides.map(({ figures }) =>
      formatRate(figures.instructions.find((each) => each.id === id)?.rate ?? null),
    ),
  ]);
  const titles = ["instruction obeyed (95 %)", ...sides.map(({ title }) => title)];
  return [
    formatTable({ rows: [titles, ...rows], mark: style.dim, columns }),
    ...describeStatements(first.title, change).map(wrap),
    ...describeFindings({ sides, change }).map(wrap),
  ];
}

/** A sentence on a ledger. */
export interface LedgerLine {
  readonly text: string;
  readonly isBad?: boolean;
}

/** What the answers show of a ledger: what is obeyed less often, what excludes each other, and what could not be judged. */
export function describeFindings({
  sides,
  change,
}: Pick<FormatLedgerSettings, "sides" | "change">): readonly LedgerLine[] {
  return [
    ...describeLess(change),
    ...sides.flatMap(describeConflicts),
    ...sides.flatMap(describeLeftOut),
  ];
}

/** What a version's texts say no more, or say anew. */
export function describeStatements(
  title: string,
  change: LedgerChange | undefined,
): readonly LedgerLine[] {
  if (change === undefined) return [];
  const quote = ({ id, text }: { readonly id: string; readonly text: string }) =>
    `${id} (“${text}”)`;
  return [
    ...change.drops.map((each) => ({ text: `${title} drops: ${quote(each)}`, isBad: true })),
    ...change.adds.map((each) => ({ text: `${title} adds: ${quote(each)}` })),
  ];
}

function describeLess(change: LedgerChange | undefined): readonly LedgerLine[] {
  const less = (change?.changes ?? []).filter(({ isLess }) => isLess);
  return less.map(({ id, lost, gained, n, p }) => ({
    text: `Obeyed less often: ${id}, lost on ${lost} and gained on ${gained} of ${n} cases, p = ${p.toPrecision(2)} before Holm's correction.`,
    isBad: true,
  }));
}

function describeConflicts({ title, figures }: LedgerSide): readonly LedgerLine[] {
  return figures.pairs
    .filter(({ isConflict }) => isConflict)
    .map((pair) => ({ text: describeConflict(title, pair), isBad: true }));
}

function describeConflict(title: string, pair: InstructionPair): string {
  const { first, second, both, onlyFirst, onlySecond, neither, adjustedP } = pair;
  const n = both + onlyFirst + onlySecond + neither;
  const winner = onlyFirst > onlySecond ? first : second;
  const share = formatPercent(Math.max(onlyFirst, onlySecond) / n);
  const wins = onlyFirst === onlySecond ? "" : ` ${winner} wins in ${share}.`;
  return `Conflict on ${title}: ${first} and ${second} exclude each other: both obeyed in ${both} of ${n} cases, only ${first} in ${onlyFirst}, only ${second} in ${onlySecond}, p = ${adjustedP.toPrecision(2)} after Holm's correction.${wins}`;
}

function describeLeftOut({ title, figures: { leftOut } }: LedgerSide): readonly LedgerLine[] {
  if (leftOut === 0) return [];
  const cases = leftOut === 1 ? "1 case is" : `${leftOut} cases are`;
  return [{ text: `${title}: ${cases} left out, without a whole answer.` }];
}
