import type { Eval, EvalResult, EvalSubject, Suite } from "@promptrail/core";

/** One answer for one eval of a suite. */
export interface EvalTask {
  readonly suite: Pick<Suite, "family" | "suiteHash">;
  readonly check: Eval;
  readonly caseId: string;
  readonly subject: EvalSubject;
  /** Fires where the run is abandoned. */
  readonly abandon: AbortSignal;
}

/** What an eval says. Null: it does not apply. A text: why it said nothing, to be read after the eval's name. */
export type EvalReply = EvalResult | null | string;

/** Runs the evals of suites, each within its deadline. */
export interface Evaluator {
  /** Throws only where no eval can be run, which ends the whole run. */
  readonly evaluate: (task: EvalTask) => Promise<EvalReply>;
}
