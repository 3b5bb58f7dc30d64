import type { SideFigures } from "../../gate/side-figures.js";
import type { VarianceParts } from "../../statistics/means/split-variance.js";
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
  return [
    ...rows,
    ...(isSilent ? [["evals not applicable", ...cells]] : []),
    ...toVarianceRows(sides),
  ];
}

/** Each part's share of the variance of one answer's score, a row for each that was measured. */
function toVarianceRows(sides: readonly SideFigures[]): readonly (readonly string[])[] {
  if (sides.every(({ variance }) => variance === null)) return [];
  return varianceParts.flatMap(([title, part]) => {
    const cells = sides.map(({ variance }) => formatShare(variance, part));
    return cells.every((cell) => cell === "–") ? [] : [[title, ...cells]];
  });
}

const varianceParts = [
  ["varies between cases", "cases"],
  ["… between answers", "samples"],
  ["… between verdicts", "judge"],
] as const;

function formatShare(variance: VarianceParts | null, part: keyof VarianceParts): string {
  const own = variance?.[part] ?? null;
  if (variance === null || own === null) return "–";
  const whole = variance.cases + (variance.samples ?? 0) + (variance.judge ?? 0);
  return whole === 0 ? "0 %" : `${Math.round((100 * own) / whole)} %`;
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
