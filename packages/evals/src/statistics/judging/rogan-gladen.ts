import { normalQuantile } from "../distributions/normal-distribution.js";
import { requireCount, requireOpenShare } from "../inputs/require-number.js";
import type { Interval } from "../means/interval.js";

/** How many of n were found. */
export interface Tally {
  readonly successes: number;
  readonly n: number;
}

export interface RoganGladenSettings {
  /** Outputs that the judge passed, of those without labels. */
  readonly judged: Tally;
  /** Outputs that the judge passed, of those that people passed. */
  readonly sensitivity: Tally;
  /** Outputs that the judge failed, of those that people failed. */
  readonly specificity: Tally;
  /** Two-sided, e.g. 0.95. */
  readonly confidence: number;
}

export interface RoganGladenResult {
  /** The rate that people would find, 0 to 1; null where the judge is no better than chance (sensitivity + specificity ≤ 1). */
  readonly estimate: number | null;
  /** Null with the estimate. */
  readonly standardError: number | null;
  /** Cut at 0 and 1; all of it where there is no estimate. */
  readonly interval: Interval;
}

/**
 * The rate that people would find, from a judge's rate and what is known of its errors: `(q + Sp − 1)/(Se + Sp − 1)`, with the
 * variance of all three samples (delta method). q = .80 of 1,000, Se .92 and Sp .85 of 100 labels each: .844 [.776, .912]. It holds as
 * far as the judge errs on these outputs as on the labelled ones; where outputs of the comparison carry labels, `ppiPlusPlus` needs no
 * such faith. A rate of 0 or 1 has the variance of (k + 1)/(n + 2): its own would be 0.
 *
 * Source: Rogan & Gladen 1978, American Journal of Epidemiology 107:71.
 *
 * @throws RangeError for a tally without observations or with more successes than these, and a confidence that is not between 0 and 1.
 */
export function roganGladen(settings: RoganGladenSettings): RoganGladenResult {
  const { judged, sensitivity, specificity, confidence } = settings;
  const by = "roganGladen";
  requireOpenShare({ by, name: "confidence", value: confidence });
  const q = readTally("judged", judged);
  const se = readTally("sensitivity", sensitivity);
  const sp = readTally("specificity", specificity);
  const gain = se.rate + sp.rate - 1;
  if (gain <= 0) return { estimate: null, standardError: null, interval: { lower: 0, upper: 1 } };
  const estimate = cut((q.rate + sp.rate - 1) / gain);
  const variance = q.variance + se.variance * estimate ** 2 + sp.variance * (1 - estimate) ** 2;
  const standardError = Math.sqrt(variance) / gain;
  const reach = normalQuantile(0.5 + confidence / 2) * standardError;
  const interval = { lower: cut(estimate - reach), upper: cut(estimate + reach) };
  return { estimate, standardError, interval };
}

function readTally(name: string, { successes, n }: Tally) {
  const by = "roganGladen";
  requireCount({ by, name: `${name}.n`, value: n, least: 1 });
  requireCount({ by, name: `${name}.successes`, value: successes, most: n });
  const isCertain = successes === 0 || successes === n;
  const assumed = isCertain ? (successes + 1) / (n + 2) : successes / n;
  return { rate: successes / n, variance: (assumed * (1 - assumed)) / n };
}

function cut(share: number): number {
  return Math.min(1, Math.max(0, share));
}
