import { isPromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { askAids } from "../runner/evaluator/ask-aids.js";
import type { EvalTask } from "../runner/evaluator/evaluator.js";
import type { AskedAid, EvalThreadMessage } from "./worker-messages.js";

interface AskedByThread {
  readonly id: number;
  readonly asked: AskedAid;
  readonly task: EvalTask;
  /** Fires where the eval is over. */
  readonly signal: AbortSignal;
}

/** What came of what an eval asked from its thread. Never throws. */
export async function answerAsk({
  id,
  asked,
  task,
  signal,
}: AskedByThread): Promise<EvalThreadMessage> {
  const asks = askAids({ check: task.check, aids: task.aids, signal });
  try {
    const answer =
      asked.kind === "run"
        ? await asks.run(...asked.arguments)
        : await asks.embed(...asked.arguments);
    return { type: "answered", id, answer };
  } catch (error) {
    const known = isPromptrailError(error) ? error : null;
    const { code = null, data = {} } = known ?? {};
    return { type: "refused", id, code, message: toErrorText(error), data };
  }
}
