import type { Eval, EvalCall, EvalResult, EvalSubject, Suite } from "@promptrail/core";
import type { EvalAids } from "./eval-aids.js";

/** One answer for one eval of a suite. */
export interface EvalTask {
  readonly suite: Pick<Suite, "family" | "suiteHash">;
  readonly check: Eval;
  readonly case: EvalCall["case"];
  readonly subject: EvalSubject;
  /** Fires where the run is abandoned. */
  readonly abandon: AbortSignal;
  /** The other version's answer to the same case; left out where one version runs alone. */
  readonly opponent?: Opponent;
  /** What the eval may ask. Left out where nothing here runs a prompt or embeds. */
  readonly aids?: EvalAids | undefined;
}

/** What an answer is compared with. */
export interface Opponent {
  /** The same object for both sides: what is said of the one is said of the other. */
  readonly pair: object;
  /** Whether it is the candidate's answer. */
  readonly isCandidate: boolean;
  /** Null where none came. */
  readonly answer:
    | (Pick<EvalSubject, "output" | "toolCalls"> & { readonly success: boolean })
    | null;
}

/** What an eval says. Null: it does not apply. A text: why it said nothing, to be read after the eval's name. */
export type EvalReply = EvalResult | null | string;

/** Runs the evals of suites, each within its deadline. */
export interface Evaluator {
  /** Throws only where no eval can be run, which ends the whole run. */
  readonly evaluate: (task: EvalTask) => Promise<EvalReply>;
}
