import type { Outcome } from "../provider/completion.js";
import type { TokenUsage } from "../provider/token-usage.js";

/** One request to one vendor. A call has one or more. */
export interface Attempt {
  readonly provider: string;
  /** The model that was asked for. */
  readonly model: string;
  /** True where it went to a fallback that the version declares. */
  readonly fallback: boolean;
  readonly startedAt: Date;
  /** Milliseconds until its answer, or its failure, was there as a whole. */
  readonly latencyMs: number;
  /** Null where it failed. */
  readonly outcome: Outcome | null;
  /** What kind of failure: a provider's `overloaded`, else the error's code; null where there was an answer. */
  readonly failure: string | null;
  /** The vendor's id of the request; null where it told none. */
  readonly requestId: string | null;
  readonly usage: TokenUsage;
  /** US dollars; null where the model's prices or what was used are unknown. */
  readonly cost: number | null;
  /** `2026-11-23`: of which day the prices are; null where they have none, and where there is no cost. */
  readonly pricesAsOf: string | null;
}
