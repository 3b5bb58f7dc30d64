import type { EvalReply, EvalTask } from "../runner/evaluator/evaluator.js";

/** One answer that somebody waits for. */
export interface EvalJob {
  readonly task: EvalTask;
  /** When it came, by `performance.now()`. */
  readonly since: number;
  readonly resolve: (reply: EvalReply) => void;
  readonly reject: (error: unknown) => void;
}

export const stoppedReply = "was stopped, because the run was stopped.";
