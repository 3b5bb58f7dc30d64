import type { MessagePort } from "node:worker_threads";
import { isPromptrailError, type Suite } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { raceEval } from "../runner/evaluator/race-eval.js";
import { ThreadAsks } from "./thread-asks.js";
import type { EvalRequest, EvalThreadMessage, EvalWorkerMessage } from "./worker-messages.js";

/**
 * What a worker thread of `openEvalWorkers` runs: it loads the suites itself, since functions cannot be sent to
 * it, and then answers one request after the other, for as long as the thread lives.
 *
 * @param port the `port` of the thread's `workerData`.
 */
export async function serveEvals(
  port: MessagePort,
  load: () => Promise<Iterable<Suite>>,
): Promise<void> {
  const tell = (message: EvalWorkerMessage) => port.postMessage(message);
  try {
    const suites = new Map<string, Suite>();
    for (const suite of await load()) suites.set(suite.family, suite);
    const asks = new ThreadAsks(port);
    port.on("message", (message: EvalThreadMessage) => {
      if (message.type === "evaluate") void answer(message, { suites, asks, tell });
      else asks.take(message);
    });
    tell({ type: "ready" });
  } catch (error) {
    tell({
      type: "failed",
      code: isPromptrailError(error) ? error.code : "config_invalid",
      message: toErrorText(error),
    });
  }
}

interface EvalThread {
  readonly suites: ReadonlyMap<string, Suite>;
  readonly asks: ThreadAsks;
  readonly tell: (message: EvalWorkerMessage) => void;
}

async function answer(request: EvalRequest, { suites, asks, tell }: EvalThread): Promise<void> {
  const { family, suiteHash, evalName, subject } = request;
  const suite = suites.get(family);
  const check = suite?.evals.find(({ name }) => name === evalName);
  if (suite?.suiteHash !== suiteHash || check === undefined) {
    const message = `The suite of family "${family}" has changed since the run began. Run the eval again.`;
    tell({ type: "failed", code: "request_invalid", message });
    return;
  }
  tell({ type: "begun" });
  const abandon = new AbortController().signal;
  const task = { check, case: request.case, subject, abandon };
  tell({ type: "done", ...(await raceEval(task, (signal) => asks.open(signal))) });
}
