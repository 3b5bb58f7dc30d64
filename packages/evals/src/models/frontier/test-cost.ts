import type { EstimatedFigure } from "../../gate/side-figures.js";
import { isErrored, type PairedCaseResult, type Trial } from "../../runner/case-result.js";
import { bisect } from "../../statistics/distributions/bisect.js";
import { studentTCdf, studentTQuantile } from "../../statistics/distributions/student-t.js";
import { clusteredError } from "../../statistics/means/clustered-error.js";
import { mean } from "../../statistics/means/standard-error.js";

/** US dollars an answer: the mean over a case's answers. Null where one is unknown. */
export function readCost(trials: readonly Trial[]): number | null {
  let sum = 0;
  for (const { cost } of trials) {
    if (cost === null) return null;
    sum += cost;
  }
  return trials.length === 0 ? null : sum / trials.length;
}

/** One model against another by what their answers to the same cases cost. */
export interface CostTest {
  readonly n: number;
  readonly units: number;
  readonly ratio: number;
  /** Of "costs at least as much". */
  readonly p: number;
  /** Of "costs less". */
  readonly dearerP: number;
  /**
   * The upper end of a one-sided interval of the ratio; null: none, as where the other's costs are so scattered that not even their
   * mean is shown to be above 0.
   */
  readonly boundAt: (level: number) => number | null;
}

/** A ratio above it is told as unbounded. */
const largestRatio = 1e6;

/**
 * The mean costs over the cases that both answered, by the paired t test with the clustered error; the ratio's interval holds every
 * ratio that this test does not refuse (Fieller 1954, JRSS B 16:175). Null where a cost is unknown, or the other costs nothing.
 */
export function testCost(results: readonly PairedCaseResult[]): CostTest | null {
  const answered = results.filter(
    ({ candidate, baseline }) => !isErrored(candidate) && !isErrored(baseline),
  );
  const clusters = answered.map(({ cluster }) => cluster);
  const own: readonly (number | null)[] = answered.map(({ baseline }) => readCost(baseline));
  const costs: readonly (number | null)[] = answered.map(({ candidate }) => readCost(candidate));
  if (!isKnown(own) || !isKnown(costs) || answered.length === 0 || mean(own) === 0) return null;
  const excess = (ratio: number) =>
    testMean(
      costs.map((cost, index) => cost - ratio * (own[index] ?? 0)),
      clusters,
    );
  const { below, notBelow, units } = excess(1);
  const ratio = mean(costs) / mean(own);
  return {
    n: answered.length,
    units,
    ratio,
    p: below,
    dearerP: notBelow,
    boundAt: (level) => {
      const isOpen = (each: number) => excess(each).below > level;
      if (isOpen(largestRatio)) return null;
      return bisect({ from: ratio, to: largestRatio, isBelow: isOpen });
    },
  };
}

function isKnown(costs: readonly (number | null)[]): costs is readonly number[] {
  return costs.every((cost) => cost !== null);
}

/** The p of "the mean is at least 0", and of "it is below 0". */
function testMean(values: readonly number[], clusters: readonly (string | null)[]) {
  const { standardError, clusters: units } = clusteredError(values, clusters);
  const centre = mean(values);
  // Amounts that are alike in theory differ in the last bit.
  const isAlike = !(standardError > 1e-12 * Math.max(...values.map(Math.abs)));
  if (units < 2) return { units, below: 1, notBelow: 1 };
  if (isAlike) {
    // Every unit on one side, and no spread that tells how far: the sign test.
    const signs = 2 ** -units;
    return { units, below: centre < 0 ? signs : 1, notBelow: centre >= 0 ? signs : 1 };
  }
  const statistic = centre / standardError;
  return {
    units,
    below: studentTCdf(statistic, units - 1),
    notBelow: studentTCdf(-statistic, units - 1),
  };
}

/** The mean of amounts with its two-sided t interval, clustered; null below two units, which bound nothing. */
export function estimateCost(
  costs: readonly number[],
  clusters: readonly (string | null)[],
  alpha: number,
): EstimatedFigure | null {
  const { standardError, clusters: units } = clusteredError(costs, clusters);
  if (units < 2) return null;
  const value = mean(costs);
  const reach = studentTQuantile(1 - alpha, units - 1) * standardError;
  return { value, lower: Math.max(0, value - reach), upper: value + reach };
}
