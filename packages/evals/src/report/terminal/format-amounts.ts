import { formatPercent } from "../../gate/format-figures.js";
import type { EstimatedFigure } from "../../gate/side-figures.js";

/** `83.6 % [77.2, 88.5]`. */
export function formatRate(figure: EstimatedFigure | null): string {
  if (figure === null) return "–";
  const [lower, upper] = [figure.lower, figure.upper].map((end) => (end * 100).toFixed(1));
  return `${formatPercent(figure.value)} [${lower}, ${upper}]`;
}

/** `0.836 [0.772, 0.885]`. */
export function formatScore(figure: EstimatedFigure | null): string {
  if (figure === null) return "–";
  return `${figure.value.toFixed(3)} [${figure.lower.toFixed(3)}, ${figure.upper.toFixed(3)}]`;
}

/** A sum: `$0.0123`; `at least $0.0123` where a part of it is unknown. */
export function formatSum(
  total: number | null,
  atLeast: number,
  format: (amount: number) => string,
): string {
  return total === null ? `at least ${format(atLeast)}` : format(total);
}

/** `$0.0123`: four significant digits below a dollar. */
export function formatCost(dollars: number): string {
  if (dollars === 0) return "$0";
  return `$${dollars >= 1 ? dollars.toFixed(2) : dollars.toPrecision(3).replace(/e.*$/, (power) => power)}`;
}

/** `820 ms`, `1.2 s`, `3 min 20 s`. */
export function formatDuration(milliseconds: number): string {
  if (milliseconds < 1_000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1_000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `12,345`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}
