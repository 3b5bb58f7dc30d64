import type { Lane } from "../../provider/lane.js";

/**
 * A quantity of many calls, from which mean, spread and quantiles can be told, and to which others can be added. Calls of
 * which it is not known are not in it.
 */
export interface Summary {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
  /** How many were in each bucket; buckets as in `toBucket`, those behind the last are empty. */
  readonly buckets: readonly number[];
}

/** What the calls of a roll-up have in common. */
export interface UsageKey {
  readonly family: string;
  readonly version: number;
  readonly lane: Lane;
  readonly provider: string;
  /** The model that was asked for; of a call that ended on a fallback, the fallback's. */
  readonly model: string;
  /** An `Outcome`; of a call that failed the provider's kind of failure, else the error's code. */
  readonly outcome: string;
  /** True where one request was enough. */
  readonly firstAttempt: boolean;
  readonly fallback: boolean;
  /** The hour, UTC, in which they began. */
  readonly hour: Date;
}

/** The calls of one hour that have all else in common, too. */
export interface UsageRow extends UsageKey {
  readonly calls: number;
  /** Null where no call told it. Of all attempts. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  readonly cacheReadTokens: number | null;
  /** Milliseconds. */
  readonly latency: Summary;
  /** US dollars; of calls without a known price nothing. */
  readonly cost: Summary;
  /** Tokens that the context window had left; negative ones count as none. */
  readonly headroom: Summary;
}
