import type { EvalCall, EvalSubject, JsonObject, Suite } from "@promptrail/core";
import type { EvalReply } from "../runner/evaluator/evaluator.js";

/** One answer for one eval, by its names. */
export interface EvalRequest extends Pick<Suite, "family" | "suiteHash"> {
  readonly evalName: string;
  readonly case: EvalCall["case"];
  readonly subject: EvalSubject;
}

/** Requests as a message carries them: as JSON where that says all of them, else as they are. */
export type PackedRequests = string | readonly EvalRequest[];

/** What a worker thread of evals hears, after the memory of its clock. */
export type EvalThreadMessage =
  /** It runs one request after the other, in this order. */
  | { readonly type: "evaluate"; readonly requests: PackedRequests }
  /** What came of what its eval asked; an eval that is over hears of it, too. */
  | { readonly type: "answered"; readonly id: number; readonly answer: unknown }
  | {
      readonly type: "refused";
      readonly id: number;
      /** Of a PromptrailError, or of one that another copy of core made; null for any other. */
      readonly code: string | null;
      readonly message: string;
      readonly data: JsonObject;
    };

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
  /** The eval asks for something that only the other thread has. */
  | ({ readonly type: "asks"; readonly id: number; readonly request: number } & AskedAid)
  /** To the requests that follow those it replied to: a list of `RepliedEval`, as JSON. */
  | { readonly type: "replied"; readonly replies: string };

/** With what `run` or `embed` of an eval was called. */
export type AskedAid =
  | { readonly kind: "run"; readonly arguments: Parameters<EvalCall["run"]> }
  | { readonly kind: "embed"; readonly arguments: Parameters<EvalCall["embed"]> };
