import type { EvalReply, EvalTask, Evaluator } from "../runner/evaluator/evaluator.js";
import { type EvalJob, stoppedReply } from "./eval-job.js";
import { EvalQueue } from "./eval-queue.js";
import { EvalWorker, type EvalWorkerSettings } from "./eval-worker.js";
import { watchLoad } from "./watch-load.js";

/** Threads that run evals, and are ended where an eval misses its deadline. Made by `openEvalWorkers`. */
export interface EvalWorkers extends Evaluator {
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

export interface EvalWorkersSettings extends EvalWorkerSettings {
  /** How many threads there may be: so many evals wait for something at once. Default: 8. */
  readonly most?: number;
}

/** Another thread starts where an eval waits for its turn so long, and would have it sooner by that. */
const patienceMs = 100;

/**
 * An evaluator whose evals run in worker threads, which load the suites themselves. At its deadline an eval is
 * ended with its thread, also in an endless loop; a new thread goes on with the next one. Each thread runs one eval
 * at a time, so that the one that is ended is the one that was late. The first starts at once: its suites are loaded
 * while the first answers are on their way.
 */
export function openEvalWorkers(settings: EvalWorkersSettings): EvalWorkers {
  const pool = new EvalThreads(settings);
  return { evaluate: (task) => pool.evaluate(task), close: () => pool.close() };
}

class EvalThreads {
  readonly #settings: EvalWorkersSettings;
  readonly #queue = new EvalQueue();
  /** Of the runs that were seen, each with what takes its listener away. */
  readonly #abandons = new Map<AbortSignal, () => void>();
  #workers: readonly EvalWorker[] = [];
  #dispatching: NodeJS.Immediate | undefined;
  #growth: NodeJS.Timeout | undefined;
  /** Evals wait for a thread that starts, and not for one that is busy. */
  #readyAt = 0;
  #broken: Error | null = null;

  constructor(settings: EvalWorkersSettings) {
    this.#settings = settings;
    this.#start();
  }

  evaluate(task: EvalTask): Promise<EvalReply> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    if (task.abandon.aborted) return Promise.resolve(stoppedReply);
    this.#watch(task.abandon);
    return new Promise((resolve, reject) => {
      this.#queue.add({ task, since: performance.now(), resolve, reject });
      // Those that come in the same turn of the loop go out together.
      this.#dispatching ??= setImmediate(this.#dispatch);
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#growth);
    this.#growth = undefined;
    for (const forget of this.#abandons.values()) forget();
    this.#abandons.clear();
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  /** One listener a run: one for each eval would be most of what an eval costs. */
  #watch(abandon: AbortSignal): void {
    if (this.#abandons.has(abandon)) return;
    const onAbort = () => {
      const isOfRun = ({ task }: EvalJob) => task.abandon === abandon;
      for (const job of this.#queue.takeAll(isOfRun)) job.resolve(stoppedReply);
      for (const worker of this.#workers) worker.abandon(abandon);
    };
    abandon.addEventListener("abort", onAbort);
    this.#abandons.set(abandon, () => abandon.removeEventListener("abort", onAbort));
  }

  readonly #dispatch = (): void => {
    clearImmediate(this.#dispatching);
    this.#dispatching = undefined;
    this.#workers = this.#workers.filter((worker) => !worker.hasEnded);
    for (const worker of this.#workers) {
      while (worker.isFree && !this.#queue.isEmpty) this.#give(worker);
    }
    if (this.#queue.isEmpty || this.#broken !== null) return;
    if (this.#workers.length === 0) this.#start();
    else this.#growSoon();
  };

  #give(worker: EvalWorker): void {
    const jobs = this.#queue.take();
    if (!worker.run(jobs)) this.#queue.putBackAlone(jobs);
  }

  #start(): void {
    const worker: EvalWorker = new EvalWorker(this.#settings, {
      onReady: () => {
        this.#readyAt = performance.now();
      },
      onChange: this.#dispatch,
      onReturned: (jobs) => this.#queue.putBack(jobs),
      onTook: (job, tookMs) => this.#queue.noteTook(job, tookMs),
      onBroken: this.#break,
    });
    this.#workers = [...this.#workers, worker];
  }

  #growSoon(): void {
    const { most = 8 } = this.#settings;
    if (this.#growth !== undefined || this.#workers.length >= most) return;
    const leavesRoom = watchLoad(this.#workers, patienceMs);
    this.#growth = setTimeout(() => {
      // Replies may be there, of which this thread has not read yet.
      setImmediate(() => {
        if (this.#growth === undefined) return;
        this.#growth = undefined;
        const isHelpComing = this.#workers.some((worker) => worker.isStarting);
        if (this.#isImpatient() && !isHelpComing && leavesRoom()) this.#start();
        this.#dispatch();
      });
    }, patienceMs);
  }

  /** Whether one has waited too long for its turn. */
  #isImpatient(): boolean {
    const since = this.#queue.oldestSince;
    if (since === undefined) return false;
    return performance.now() - Math.max(since, this.#readyAt) >= patienceMs;
  }

  readonly #break = (error: Error): void => {
    this.#broken = error;
    for (const { reject } of this.#queue.takeAll()) reject(error);
  };
}
