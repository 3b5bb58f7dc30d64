import type { MessagePort } from "node:worker_threads";
import { isPromptrailError, type Suite } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { raceEval } from "../runner/evaluator/race-eval.js";
import type { EvalRequest, EvalWorkerMessage } from "./worker-messages.js";

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
    port.on("message", (request: EvalRequest) => void answer(request, suites, tell));
    tell({ type: "ready" });
  } catch (error) {
    tell({
      type: "failed",
      code: isPromptrailError(error) ? error.code : "config_invalid",
      message: toErrorText(error),
    });
  }
}

async function answer(
  request: EvalRequest,
  suites: ReadonlyMap<string, Suite>,
  tell: (message: EvalWorkerMessage) => void,
): Promise<void> {
  const { family, suiteHash, evalName, caseId, subject } = request;
  const suite = suites.get(family);
  const check = suite?.evals.find(({ name }) => name === evalName);
  if (suite?.suiteHash !== suiteHash || check === undefined) {
    const message = `The suite of family "${family}" has changed since the run began. Run the eval again.`;
    tell({ type: "failed", code: "request_invalid", message });
    return;
  }
  tell({ type: "begun" });
  const abandon = new AbortController().signal;
  tell({ type: "done", ...(await raceEval({ check, caseId, subject, abandon })) });
}
