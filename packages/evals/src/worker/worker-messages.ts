import type { EvalSubject, Suite } from "@promptrail/core";
import type { EvalReply } from "../runner/evaluator/evaluator.js";

/** One answer for one eval, by its names. */
export interface EvalRequest extends Pick<Suite, "family" | "suiteHash"> {
  readonly evalName: string;
  readonly caseId: string;
  readonly subject: EvalSubject;
}

/** What a worker thread of evals is asked: one request after the other, in this order. */
export type EvalRequests = readonly EvalRequest[];

/** What one of the requests came to. */
export interface RepliedEval {
  readonly reply: EvalReply;
  /** True where the eval may still be at work: the thread takes no other request then. */
  readonly isLate: boolean;
  readonly tookMs: number;
}

/** What it tells. It answers all that it was asked before it takes more. */
export type EvalWorkerMessage =
  | { readonly type: "ready" }
  /** It has no suites, and never will. */
  | { readonly type: "failed"; readonly code: string; readonly message: string }
  /** To the requests that follow those it replied to. */
  | { readonly type: "replied"; readonly replies: readonly RepliedEval[] };
