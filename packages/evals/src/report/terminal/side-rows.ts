import type { SideFigures } from "../../gate/side-figures.js";
import {
  formatCost,
  formatCount,
  formatDuration,
  formatRate,
  formatScore,
  formatSum,
} from "./format-amounts.js";

/** The rows of the table: a title, then a cell for each version. */
export function toSideRows(sides: readonly SideFigures[]): readonly (readonly string[])[] {
  const columns = sides.map(toSideColumn);
  const rows = sideTitles.map((title, row) => [title, ...columns.map((cells) => cells[row] ?? "")]);
  const silent = sides.map(toSilentEvals);
  const isSilent = silent.some((evals) => Object.keys(evals).length > 0);
  const cells = silent.map((evals) => describeCounts(total(evals), evals));
  return isSilent ? [...rows, ["evals not applicable", ...cells]] : rows;
}

/** To how many answers each eval does not apply; without those that apply to all. */
function toSilentEvals({ evals }: SideFigures): Readonly<Record<string, number>> {
  const silent = evals.filter(({ notApplicable }) => notApplicable > 0);
  return Object.fromEntries(silent.map(({ name, notApplicable }) => [name, notApplicable]));
}

function toSideColumn(figures: SideFigures): readonly string[] {
  const { cost, duration, tokens, atLeast } = figures;
  return [
    formatCount(figures.cases),
    formatRate(figures.passRate),
    formatScore(figures.score),
    formatSum(cost, atLeast.cost, formatCost),
    formatSum(tokens.input, atLeast.input, formatCount),
    formatSum(tokens.output, atLeast.output, formatCount),
    duration === null ? "–" : formatDuration(duration.median),
    duration === null ? "–" : formatDuration(duration.p95),
    describeCounts(figures.errored, figures.errors),
    describeCounts(total(figures.unsuccessful), figures.unsuccessful),
  ];
}

const sideTitles = [
  "cases",
  "pass rate (95 %)",
  "mean score (95 %)",
  "cost",
  "tokens in",
  "tokens out",
  "duration, median",
  "duration, p95",
  "errored",
  "unsuccessful answers",
] as const;

/** `3 (timeout)`; `3 (2 kinds)` where the names would not fit a column. */
function describeCounts(count: number, kinds: Readonly<Record<string, number>>): string {
  const names = Object.keys(kinds);
  if (count === 0 || names.length === 0) return String(count);
  const listed = names.join(", ");
  return `${count} (${listed.length <= 22 ? listed : `${names.length} kinds`})`;
}

function total(kinds: Readonly<Record<string, number>>): number {
  return Object.values(kinds).reduce((sum, count) => sum + count, 0);
}
