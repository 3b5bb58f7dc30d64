import type { EvalCall, EvalSubject, JsonObject, Suite } from "@promptrail/core";
import type { EvalReply } from "../runner/evaluator/evaluator.js";

/** What a worker thread of evals hears. */
export type EvalThreadMessage =
  | EvalRequest
  /** What came of what its eval asked; an eval that is over hears of it, too. */
  | {
      readonly type: "answered";
      readonly id: number;
      readonly answer: unknown;
    }
  | {
      readonly type: "refused";
      readonly id: number;
      /** Of a PromptrailError, or of one that another copy of core made; null for any other. */
      readonly code: string | null;
      readonly message: string;
      readonly data: JsonObject;
    };

/** One answer for one eval, by its names. */
export interface EvalRequest extends Pick<Suite, "family" | "suiteHash"> {
  readonly type: "evaluate";
  readonly evalName: string;
  readonly case: EvalCall["case"];
  readonly subject: EvalSubject;
}

/** What it tells. It answers one request before it takes the next. */
export type EvalWorkerMessage =
  | { readonly type: "ready" }
  /** It has no suites, and never will. */
  | { readonly type: "failed"; readonly code: string; readonly message: string }
  /** The eval's time runs from here. Told before its first line runs, which may never end. */
  | { readonly type: "begun" }
  /** The eval asks for something that only the other thread has. */
  | ({ readonly type: "asks"; readonly id: number } & AskedAid)
  | {
      readonly type: "done";
      readonly reply: EvalReply;
      /** True where the eval may still be at work. */
      readonly isLate: boolean;
    };

/** With what `run` or `embed` of an eval was called. */
export type AskedAid =
  | { readonly kind: "run"; readonly arguments: Parameters<EvalCall["run"]> }
  | { readonly kind: "embed"; readonly arguments: Parameters<EvalCall["embed"]> };
