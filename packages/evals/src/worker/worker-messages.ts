import type { EvalSubject, Suite } from "@promptrail/core";
import type { EvalReply } from "../runner/evaluator/evaluator.js";

/** What a worker thread of evals is asked: one answer for one eval, by its names. */
export interface EvalRequest extends Pick<Suite, "family" | "suiteHash"> {
  readonly evalName: string;
  readonly caseId: string;
  readonly subject: EvalSubject;
}

/** What it tells. It answers one request before it takes the next. */
export type EvalWorkerMessage =
  | { readonly type: "ready" }
  /** It has no suites, and never will. */
  | { readonly type: "failed"; readonly code: string; readonly message: string }
  /** The eval's time runs from here. Told before its first line runs, which may never end. */
  | { readonly type: "begun" }
  | {
      readonly type: "done";
      readonly reply: EvalReply;
      /** True where the eval may still be at work. */
      readonly isLate: boolean;
    };
