import { studentTQuantile } from "../distributions/student-t.js";
import { clusteredError } from "./clustered-error.js";
import type { MeanEstimateSettings } from "./mean-estimate-settings.js";
import { mean } from "./standard-error.js";
import { tieBound } from "./tie-bound.js";

/** With fewer units that differ, the usual rule for a normal approximation of rare events (n·p ≥ 10) fails. */
const enoughMoved = 10;

/** True where most units (clusters, or values alone) hold nothing but the most frequent value, and fewer than ten differ. */
export function isSparse(values: readonly number[], clusters: readonly (string | null)[]): boolean {
  const usual = findMostFrequent(values);
  const units = new Map<string | number, boolean>();
  for (const [index, value] of values.entries()) {
    const unit = clusters[index] ?? index;
    units.set(unit, units.get(unit) === true || Math.abs(value - usual) > 1e-12);
  }
  const moved = [...units.values()].filter(Boolean).length;
  return moved < enoughMoved && moved < units.size / 2;
}

/**
 * The interval of a mean where nearly all values are equal: no side is narrower than what the exact bound for
 * equal values (`tieBound`) leaves open, nor than the t interval with one more unit at the end of the range,
 * the worst that could have gone unseen (the idea of Agresti & Coull 1998). Without it, three losses of a whole
 * point in 60 pairs would "show" a loss of less than ten points 14 % of the time where it is ten.
 */
export function sparseInterval(settings: MeanEstimateSettings) {
  const { values, clusters, alpha, bounds } = settings;
  const centre = mean(values);
  const { clusters: units } = clusteredError(values, clusters);
  const open = tieBound(units, alpha);
  return {
    lower: Math.min(
      centre - open * (centre - bounds.lower),
      addUnseen(settings, units, bounds.lower).lower,
    ),
    upper: Math.max(
      centre + open * (bounds.upper - centre),
      addUnseen(settings, units, bounds.upper).upper,
    ),
  };
}

function addUnseen({ values, clusters, alpha }: MeanEstimateSettings, units: number, end: number) {
  const size = Math.max(1, Math.round(values.length / units));
  const unseen = Array.from({ length: size }, () => end);
  const more = [...values, ...unseen];
  // A name that no other cluster can have: those are compared as they are.
  const labels = [...clusters, ...unseen.map(() => "\u0000unseen")];
  const { standardError } = clusteredError(more, labels);
  const reach = studentTQuantile(1 - alpha, units) * standardError;
  return { lower: mean(more) - reach, upper: mean(more) + reach };
}

function findMostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  let usual = values[0] ?? 0;
  for (const value of values) {
    const count = (counts.get(value) ?? 0) + 1;
    counts.set(value, count);
    if (count > (counts.get(usual) ?? 0)) usual = value;
  }
  return usual;
}
