import type { EvalReply, EvalTask, Evaluator } from "../runner/evaluator/evaluator.js";
import { type EvalJob, EvalWorker, type EvalWorkerSettings } from "./eval-worker.js";

/** Threads that run evals, and are ended where an eval misses its deadline. Made by `openEvalWorkers`. */
export interface EvalWorkers extends Evaluator {
  /** Ends the threads. */
  readonly close: () => Promise<void>;
}

export interface EvalWorkersSettings extends EvalWorkerSettings {
  /** How many threads there may be: so many evals wait for something at once. Default: 8. */
  readonly most?: number;
}

/** Evals that only compute are done by one thread; another one starts where one waits for its turn so long. */
const patienceMs = 100;

/**
 * An evaluator whose evals run in worker threads, which load the suites themselves. At its deadline an eval is
 * ended with its thread, also in an endless loop; a new thread goes on with the next one. Each thread runs one eval
 * at a time, so that the one that is ended is the one that was late. The first starts with the first eval.
 */
export function openEvalWorkers(settings: EvalWorkersSettings): EvalWorkers {
  const pool = new EvalThreads(settings);
  return { evaluate: (task) => pool.evaluate(task), close: () => pool.close() };
}

class EvalThreads {
  readonly #settings: EvalWorkersSettings;
  readonly #waiting = new Set<EvalJob>();
  #workers: readonly EvalWorker[] = [];
  #growth: NodeJS.Timeout | undefined;
  #broken: Error | null = null;

  constructor(settings: EvalWorkersSettings) {
    this.#settings = settings;
  }

  evaluate(task: EvalTask): Promise<EvalReply> {
    if (this.#broken !== null) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      const { abandon } = task;
      const job: EvalJob = {
        task,
        resolve: (reply) => {
          abandon.removeEventListener("abort", leave);
          resolve(reply);
        },
        reject,
      };
      const leave = () => {
        if (this.#waiting.delete(job)) job.resolve("was stopped, because the run was stopped.");
      };
      abandon.addEventListener("abort", leave);
      this.#waiting.add(job);
      this.#dispatch();
    });
  }

  async close(): Promise<void> {
    clearTimeout(this.#growth);
    await Promise.all(this.#workers.map((worker) => worker.end()));
  }

  readonly #dispatch = (): void => {
    this.#workers = this.#workers.filter((worker) => !worker.hasEnded);
    for (const job of this.#waiting) {
      const free = this.#workers.find((worker) => worker.isFree);
      if (free === undefined) break;
      this.#waiting.delete(job);
      free.run(job);
    }
    if (this.#waiting.size === 0 || this.#broken !== null) return;
    if (this.#workers.length === 0) this.#start();
    else this.#growSoon();
  };

  #start(): void {
    const listener = { onChange: this.#dispatch, onBroken: this.#break };
    this.#workers = [...this.#workers, new EvalWorker(this.#settings, listener)];
  }

  #growSoon(): void {
    const { most = 8 } = this.#settings;
    if (this.#growth !== undefined || this.#workers.length >= most) return;
    this.#growth = setTimeout(() => {
      this.#growth = undefined;
      const isHelpComing = this.#workers.some((worker) => worker.isStarting);
      if (this.#waiting.size > 0 && !isHelpComing) this.#start();
      this.#dispatch();
    }, patienceMs);
  }

  readonly #break = (error: Error): void => {
    this.#broken = error;
    for (const { reject } of this.#waiting) reject(error);
    this.#waiting.clear();
  };
}
