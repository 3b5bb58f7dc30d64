import type { EventLoopUtilization } from "node:perf_hooks";
import { MessageChannel, type MessagePort, Worker } from "node:worker_threads";
import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { EvalReply } from "../runner/evaluator/evaluator.js";
import { describeLate } from "../runner/evaluator/race-eval.js";
import { answerAsk } from "./answer-ask.js";
import { EvalClock } from "./eval-clock.js";
import { type EvalJob, stoppedReply } from "./eval-job.js";
import { packRequests } from "./packed-requests.js";
import type {
  EvalRequest,
  EvalThreadMessage,
  EvalWorkerMessage,
  RepliedEval,
} from "./worker-messages.js";

export interface EvalWorkerSettings {
  /** The module that the thread runs: it calls `serveEvals` with the `port` of its `workerData`. */
  readonly file: URL;
  /** What else stands in its `workerData`. */
  readonly workerData: Readonly<Record<string, unknown>>;
  /** Node's own flags for it. Default: those of this process. */
  readonly execArgv?: readonly string[];
  /** Told what evals print. Default: it goes to this process's own output. */
  readonly onPrinted?: ((text: string) => void) | undefined;
}

interface Listener {
  /** Its suites are loaded. Told before it can take jobs. */
  readonly onReady: () => void;
  /** It can take jobs, or has ended. */
  readonly onChange: () => void;
  /** It was given these, and ended before it came to them. */
  readonly onReturned: (jobs: readonly EvalJob[]) => void;
  readonly onTook: (job: EvalJob, tookMs: number) => void;
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
  readonly #clock = new EvalClock();
  readonly #listener: Listener;
  #state: "starting" | "free" | "busy" | "ended" = "starting";
  /** What it has not replied to yet, in the order that it runs them in. */
  #jobs: readonly EvalJob[] = [];
  /** Since the thread started. */
  #replied = 0;
  #alarm: NodeJS.Timeout;
  /** By a job whose eval asked for something: fires where that is nobody's any more. */
  readonly #asking = new Map<EvalJob, AbortController>();
  /** Why the thread ended, as far as it is known. */
  #cause = "";

  constructor({ file, workerData, execArgv, onPrinted }: EvalWorkerSettings, listener: Listener) {
    const { port1, port2 } = new MessageChannel();
    this.#listener = listener;
    this.#port = port1;
    this.#thread = new Worker(file, {
      workerData: { ...workerData, port: port2 },
      transferList: [port2],
      // Evals make little that lives: left to Node, a thread takes some 100 MB before it collects what is young.
      resourceLimits: { maxYoungGenerationSizeMb: 12 },
      // Left to Node, which takes no flag of V8 by name.
      execArgv: execArgv && [...execArgv],
      stdout: onPrinted !== undefined,
    });
    if (onPrinted !== undefined) this.#thread.stdout.setEncoding("utf8").on("data", onPrinted);
    port1.on("message", (message: EvalWorkerMessage) => this.#hear(message));
    port1.postMessage(this.#clock.shared);
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

  /** For how long the eval that it is at has been running, in milliseconds; 0 where it is at none. */
  get ranMs(): number {
    return this.#clock.ranMs;
  }

  /** How busy its thread is, since it started or since an earlier reading. */
  readUtilization(since?: EventLoopUtilization): EventLoopUtilization {
    return this.#thread.performance.eventLoopUtilization(since);
  }

  /**
   * Runs jobs, one after the other; only for a worker that is free.
   *
   * @returns false for several of which one cannot be sent: none of them runs.
   */
  run(jobs: readonly EvalJob[]): boolean {
    try {
      this.#tell({ type: "evaluate", requests: packRequests(jobs.map(toRequest)) });
    } catch (error) {
      const [job, ...others] = jobs;
      if (others.length > 0) return false;
      job?.resolve(
        `cannot be given case "${job.task.case.id}": ${toErrorText(error)} A case is sent to another thread, so its context and ground truth must be plain data.`,
      );
      return true;
    }
    this.#state = "busy";
    this.#jobs = jobs;
    this.#watch();
    return true;
  }

  /** Ends it where it has jobs of an abandoned run. */
  abandon(signal: AbortSignal): void {
    const stopped = this.#jobs.filter(({ task }) => task.abandon === signal);
    if (stopped.length > 0) this.#endWith(stopped, stoppedReply);
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
        this.#listener.onReady();
        this.#listener.onChange();
        return;
      case "failed":
        this.#break(message.code, message.message);
        return;
      case "asks":
        void this.#aid(message);
        return;
      default:
        // Written by the thread that this one made.
        this.#take(JSON.parse(message.replies) as readonly RepliedEval[]);
    }
  }

  #tell(message: EvalThreadMessage): void {
    this.#port.postMessage(message);
  }

  /** Answers what an eval asks, for as long as it may still wait for it. */
  async #aid({ id, request, ...asked }: Extract<EvalWorkerMessage, { readonly type: "asks" }>) {
    const job = this.#jobs[request - this.#replied - 1];
    if (job === undefined) return;
    const over = this.#asking.get(job) ?? new AbortController();
    this.#asking.set(job, over);
    const answer = await answerAsk({ id, asked, task: job.task, signal: over.signal });
    if (!over.signal.aborted) this.#tell(answer);
  }

  #forget(jobs: readonly EvalJob[]): void {
    for (const job of jobs) {
      this.#asking.get(job)?.abort();
      this.#asking.delete(job);
    }
  }

  #take(replies: readonly RepliedEval[]): void {
    const done = this.#jobs.slice(0, replies.length);
    this.#jobs = this.#jobs.slice(replies.length);
    this.#replied += replies.length;
    this.#forget(done);
    for (const [at, { reply, tookMs }] of replies.entries()) {
      const job = done[at];
      if (job === undefined) continue;
      this.#listener.onTook(job, tookMs);
      job.resolve(reply);
    }
    // What missed its deadline may go on, and would be taken for the next one.
    if (replies.at(-1)?.isLate === true) this.#endWith([], "");
    else if (this.#jobs.length === 0) this.#rest();
  }

  #rest(): void {
    clearTimeout(this.#alarm);
    this.#state = "free";
    this.#listener.onChange();
  }

  /** Looks again when the first of its jobs could be late. */
  #watch(leftMs = Number.POSITIVE_INFINITY): void {
    const shortest = Math.min(...this.#jobs.map(({ task }) => task.check.timeoutMs));
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#look(), Math.min(leftMs, shortest + graceMs));
  }

  #look(): void {
    const job = this.#findRunning();
    const limitMs = (job?.task.check.timeoutMs ?? Number.POSITIVE_INFINITY) + graceMs;
    const leftMs = limitMs - this.#clock.ranMs;
    if (job === undefined || leftMs > 0) this.#watch(Math.ceil(leftMs));
    else this.#endWith([job], describeLate(job.task));
  }

  /** The one that was begun last, and was not replied to; undefined where it is at none. */
  #findRunning(): EvalJob | undefined {
    return this.#jobs[this.#clock.begun - this.#replied - 1];
  }

  /** Ends it with a reply to some of its jobs; the others are given to another one. */
  #endWith(told: readonly EvalJob[], reply: EvalReply): void {
    const returned = this.#jobs.filter((job) => !told.includes(job));
    this.#forget(this.#jobs);
    this.#jobs = [];
    void this.end();
    for (const job of told) job.resolve(reply);
    this.#listener.onReturned(returned);
    this.#listener.onChange();
  }

  #break(code: string, message: string): void {
    const error = toError(code, message);
    const jobs = this.#jobs;
    this.#forget(jobs);
    this.#jobs = [];
    void this.end();
    for (const job of jobs) job.reject(error);
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
    const job = this.#findRunning();
    const told = `ended its thread${cause} An eval must not end its process, and must handle the rejections of its own promises.`;
    this.#endWith(job === undefined ? [] : [job], told);
  }
}

function toRequest({ task }: EvalJob): EvalRequest {
  const { suite, check, subject } = task;
  const { family, suiteHash } = suite;
  return { family, suiteHash, evalName: check.name, case: task.case, subject };
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
