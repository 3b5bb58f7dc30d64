import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { EvalReply, EvalTask } from "../runner/evaluator/evaluator.js";
import { describeLate } from "../runner/evaluator/race-eval.js";
import { answerAsk } from "./answer-ask.js";
import type { EvalRequest, EvalWorkerMessage } from "./worker-messages.js";

/** One answer that somebody waits for. */
export interface EvalJob {
  readonly task: EvalTask;
  readonly resolve: (reply: EvalReply) => void;
  readonly reject: (error: unknown) => void;
}

export interface EvalWorkerSettings {
  /** The module that the thread runs: it calls `serveEvals` with the `port` of its `workerData`. */
  readonly file: URL;
  /** What else stands in its `workerData`. */
  readonly workerData: Readonly<Record<string, unknown>>;
  /** Node's own flags for it. Default: those of this process. */
  readonly execArgv?: readonly string[];
}

interface Listener {
  /** It can take a job, or has ended. */
  readonly onChange: () => void;
  /** It has no suites, and none that follows will have. */
  readonly onBroken: (error: Error) => void;
}

/** A project whose config waits for something is no reason to wait for ever. */
const startLimitMs = 60_000;

/** An eval that waits is told of its deadline in the thread; one that loops is ended this much later. */
const graceMs = 100;

/** A thread that runs one eval after the other, until one of them misses its deadline, or ends it. */
export class EvalWorker {
  readonly #thread: Worker;
  readonly #port: MessagePort;
  readonly #listener: Listener;
  #state: "starting" | "free" | "busy" | "ended" = "starting";
  #job: EvalJob | null = null;
  #alarm: NodeJS.Timeout;
  /** Fires where the job is over: what its eval asked for is nobody's any more. */
  #over = new AbortController();
  /** Why the thread ended, as far as it is known. */
  #cause = "";

  constructor({ file, workerData, execArgv }: EvalWorkerSettings, listener: Listener) {
    const { port1, port2 } = new MessageChannel();
    this.#listener = listener;
    this.#port = port1;
    this.#thread = new Worker(file, {
      workerData: { ...workerData, port: port2 },
      transferList: [port2],
      // Left to Node, which takes no flag of V8 by name.
      execArgv: execArgv && [...execArgv],
    });
    port1.on("message", (message: EvalWorkerMessage) => this.#hear(message));
    this.#thread.on("error", (error) => {
      this.#cause = `: ${toErrorText(error)}`;
    });
    this.#thread.on("exit", (exitCode) => this.#ended(exitCode));
    this.#alarm = setTimeout(() => {
      this.#break("config_invalid", `The suites were not loaded within ${startLimitMs} ms.`);
    }, startLimitMs);
  }

  get isFree(): boolean {
    return this.#state === "free";
  }

  get isStarting(): boolean {
    return this.#state === "starting";
  }

  get hasEnded(): boolean {
    return this.#state === "ended";
  }

  /** Runs one job; only for a worker that is free. */
  run(job: EvalJob): void {
    const { suite, check, subject, abandon } = job.task;
    const { family, suiteHash } = suite;
    const asked = { family, suiteHash, evalName: check.name, case: job.task.case, subject };
    const request: EvalRequest = { type: "evaluate", ...asked };
    this.#state = "busy";
    this.#job = job;
    this.#over = new AbortController();
    abandon.addEventListener("abort", this.#onAbandon);
    try {
      this.#port.postMessage(request);
    } catch (error) {
      const reason = toErrorText(error);
      this.#finish(
        `cannot be given case "${job.task.case.id}": ${reason} A case is sent to another thread, so its context and ground truth must be plain data.`,
      );
    }
  }

  /** Ends it, whatever it is doing; resolves once the thread is gone. */
  async end(): Promise<void> {
    this.#state = "ended";
    clearTimeout(this.#alarm);
    await this.#thread.terminate();
  }

  #hear(message: EvalWorkerMessage): void {
    if (this.hasEnded) return;
    switch (message.type) {
      case "ready":
        clearTimeout(this.#alarm);
        this.#state = "free";
        this.#listener.onChange();
        return;
      case "failed":
        this.#break(message.code, message.message);
        return;
      case "asks":
        void this.#aid(message);
        return;
      case "begun":
        this.#alarm = setTimeout(() => this.#endLate(), this.#timeoutMs + graceMs);
        return;
      default:
        // What missed its deadline may go on, and would be taken for the next one.
        if (message.isLate) void this.end();
        this.#finish(message.reply);
    }
  }

  /** Answers what the eval asks, for as long as it may still wait for it. */
  async #aid({ id, ...asked }: Extract<EvalWorkerMessage, { readonly type: "asks" }>) {
    const job = this.#job;
    if (job === null) return;
    const { signal } = this.#over;
    const answer = await answerAsk({ id, asked, task: job.task, signal });
    if (!signal.aborted) this.#port.postMessage(answer);
  }

  get #timeoutMs(): number {
    return this.#job?.task.check.timeoutMs ?? 0;
  }

  #endLate(): void {
    const job = this.#job;
    void this.end();
    if (job !== null) this.#finish(describeLate(job.task));
  }

  readonly #onAbandon = (): void => {
    void this.end();
    this.#finish("was stopped, because the run was stopped.");
  };

  #finish(reply: EvalReply): void {
    const job = this.#takeJob();
    if (this.#state === "busy") this.#state = "free";
    job?.resolve(reply);
    this.#listener.onChange();
  }

  #takeJob(): EvalJob | null {
    const job = this.#job;
    clearTimeout(this.#alarm);
    job?.task.abandon.removeEventListener("abort", this.#onAbandon);
    this.#job = null;
    this.#over.abort();
    return job;
  }

  #break(code: string, message: string): void {
    const error = toError(code, message);
    void this.end();
    this.#takeJob()?.reject(error);
    this.#listener.onBroken(error);
  }

  #ended(exitCode: number): void {
    this.#port.close();
    if (this.hasEnded) return;
    const cause = this.#cause === "" ? ` (exit code ${exitCode}).` : `${this.#cause}.`;
    if (this.isStarting) {
      this.#break("config_invalid", `The thread for evals ended before it was ready${cause}`);
      return;
    }
    this.#state = "ended";
    this.#finish(
      `ended its thread${cause} An eval must not end its process, and must handle the rejections of its own promises.`,
    );
  }
}

const codes = [
  "config_invalid",
  "request_invalid",
  "invalid_definition",
  "dataset_invalid",
] as const;

function toError(code: string, message: string): PromptrailError {
  const known = codes.find((each) => each === code) ?? "config_invalid";
  return new PromptrailError(known, message);
}
