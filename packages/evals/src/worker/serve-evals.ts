import type { MessagePort } from "node:worker_threads";
import { isPromptrailError, type Suite } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { raceEval } from "../runner/evaluator/race-eval.js";
import { EvalClock } from "./eval-clock.js";
import { unpackRequests } from "./packed-requests.js";
import { ThreadAsks } from "./thread-asks.js";
import type {
  EvalRequest,
  EvalThreadMessage,
  EvalWorkerMessage,
  RepliedEval,
} from "./worker-messages.js";

/** Replies wait so long for those that follow: a message costs more than most evals. */
const gatherMs = 5;

/** Where a request cannot be served, and none that follows can. */
class SuiteChanged extends Error {}

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
  const suites = new Map<string, Suite>();
  const clock = new Promise<EvalClock>((resolve) => {
    port.once("message", (shared: SharedArrayBuffer) => resolve(new EvalClock(shared)));
  });
  try {
    for (const suite of await load()) suites.set(suite.family, suite);
    const begun = await clock;
    const asks = new ThreadAsks(port);
    port.on("message", (message: EvalThreadMessage) => {
      if (message.type !== "evaluate") asks.take(message);
      else void answerAll(unpackRequests(message.requests), { suites, clock: begun, asks, tell });
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

interface Serving {
  readonly suites: ReadonlyMap<string, Suite>;
  readonly clock: EvalClock;
  readonly asks: ThreadAsks;
  readonly tell: (message: EvalWorkerMessage) => void;
}

async function answerAll(requests: readonly EvalRequest[], serving: Serving): Promise<void> {
  const gathered = new GatheredReplies(serving.tell);
  try {
    for (const request of requests) {
      const replied = await answer(request, serving);
      gathered.add(replied);
      // What missed its deadline may go on, and would be taken for the next one.
      if (replied.isLate) break;
    }
    gathered.send();
  } catch (error) {
    if (!(error instanceof SuiteChanged)) throw error;
    serving.tell({ type: "failed", code: "request_invalid", message: error.message });
  }
}

/** Replies that go out together: at once where the next eval waits for something, and before it has run for long. */
class GatheredReplies {
  readonly #tell: (message: EvalWorkerMessage) => void;
  #replies: RepliedEval[] = [];
  #since = 0;
  #soon: NodeJS.Immediate | undefined;

  constructor(tell: (message: EvalWorkerMessage) => void) {
    this.#tell = tell;
  }

  add(replied: RepliedEval): void {
    if (this.#replies.length === 0) this.#since = performance.now() - replied.tookMs;
    this.#replies.push(replied);
    if (performance.now() - this.#since > gatherMs) this.send();
    else this.#soon ??= setImmediate(() => this.send());
  }

  send(): void {
    clearImmediate(this.#soon);
    this.#soon = undefined;
    if (this.#replies.length === 0) return;
    this.#tell({ type: "replied", replies: JSON.stringify(this.#replies) });
    this.#replies = [];
  }
}

async function answer(
  request: EvalRequest,
  { suites, clock, asks }: Serving,
): Promise<RepliedEval> {
  const { family, suiteHash, evalName, subject } = request;
  const suite = suites.get(family);
  const check = suite?.evals.find(({ name }) => name === evalName);
  if (suite?.suiteHash !== suiteHash || check === undefined) {
    throw new SuiteChanged(
      `The suite of family "${family}" has changed since the run began. Run the eval again.`,
    );
  }
  const startedAt = performance.now();
  clock.begin();
  const { begun } = clock;
  const task = { check, case: request.case, subject, abandon: never };
  const raced = await raceEval(task, (signal) => asks.open(begun, signal));
  clock.rest();
  return { ...raced, tookMs: performance.now() - startedAt };
}

const never = new AbortController().signal;
