import type { SideFigures } from "../../gate/side-figures.js";
import {
  formatCost,
  formatCount,
  formatDuration,
  formatRate,
  formatScore,
  formatSum,
} from "./format-amounts.js";

/** One column of the table, in the order of `sideTitles`. */
export function toSideColumn(figures: SideFigures): readonly string[] {
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

export const sideTitles = [
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
