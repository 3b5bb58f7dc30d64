import type { Trial } from "../../runner/case-result.js";
import { estimateMean } from "../../statistics/means/mean-estimate.js";

/** The mean signed error of a set of answers. */
export interface BiasEstimate {
  /** Negative: too low. In the measure's unit: −0.1 is 10 % too low. */
  readonly bias: number;
  /** The ends of its two-sided 95 % interval, over clusters where there are any. */
  readonly lower: number;
  readonly upper: number;
  /** Cases that both evals judged. */
  readonly cases: number;
  /** `low` or `high` where the whole interval lies on one side of 0; null where no bias is shown. */
  readonly shown: "low" | "high" | null;
}

interface BiasSettings {
  readonly cases: readonly { readonly cluster: string | null; readonly trials: readonly Trial[] }[];
  /** Names of the two evals. */
  readonly shortfall: string;
  readonly excess: string;
  readonly worst: number;
}

/**
 * A case's signed error is worst · (score of shortfall − score of excess): one of the two scores is 1, and the other falls with
 * the error. Several answers to a case are averaged first, since they are not independent; an answer that was not judged by
 * both, or that has no numbers, says nothing of a direction.
 */
export function estimateBias({
  cases,
  shortfall,
  excess,
  worst,
}: BiasSettings): BiasEstimate | null {
  const errors = cases.flatMap(({ cluster, trials }) => {
    const signed = trials.flatMap((trial) => {
      const low = findScore(trial, shortfall);
      const high = findScore(trial, excess);
      const isRead = low !== null && high !== null && (low > 0 || high > 0);
      return isRead ? [worst * (low - high)] : [];
    });
    if (signed.length === 0) return [];
    return [{ cluster, error: signed.reduce((total, each) => total + each, 0) / signed.length }];
  });
  if (errors.length === 0) return null;
  const { mean, interval } = estimateMean({
    values: errors.map(({ error }) => error / worst),
    clusters: errors.map(({ cluster }) => cluster),
    alpha: 0.025,
    bounds: { lower: -1, upper: 1 },
  });
  const lower = interval.lower * worst;
  const upper = interval.upper * worst;
  const shown = upper < 0 ? "low" : lower > 0 ? "high" : null;
  return { bias: mean * worst, lower, upper, cases: errors.length, shown };
}

function findScore({ judgements }: Trial, name: string): number | null {
  return judgements.find((judgement) => judgement.name === name)?.score ?? null;
}
