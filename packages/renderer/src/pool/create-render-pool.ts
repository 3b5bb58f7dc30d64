import { PromptrailError, TemplateError } from "@promptrail/core/errors";
import { importOwnCode, type OwnCodeModules } from "../own/import-own-code.js";
import { workerFile } from "../worker/worker-file.js";
import type { CompileRequest, FilterName } from "../worker/worker-messages.js";
import { defaultPoolSettings, type RenderPoolSettings } from "./pool-settings.js";
import { PoolWorker, type RenderJob } from "./pool-worker.js";

/** Threads that render templates beside the one that asks. Made by `createRenderPool`. */
export interface RenderPool {
  /** True for a filter that the workers have, too. */
  has(filter: FilterName): boolean;
  /** True for an own function that the workers have, too. */
  hasFunction(own: FilterName): boolean;
  /**
   * Rejects with TemplateError: of kind `limit` for what took too long, or more memory than there is, and
   * once the signal fires, which gives its place to the next.
   */
  render(template: CompileRequest, context: object, signal?: AbortSignal): Promise<string>;
  /** Nobody holds the template any more. */
  forget(template: number): void;
  /** Ends the workers; what they still had to render fails. A closed pool renders nothing more. */
  close(): Promise<void>;
}

/**
 * Workers start when they are first needed, and another one takes the place of each that ends.
 *
 * @throws PromptrailError `not_supported` where a filter module cannot be imported; `config_invalid`.
 */
export async function createRenderPool(settings: RenderPoolSettings = {}): Promise<RenderPool> {
  const complete = { ...defaultPoolSettings, ...settings };
  for (const name of ["workers", "deadlineMs", "patienceMs", "memoryMb"] as const) {
    if (complete[name] > 0 && Number.isFinite(complete[name])) continue;
    throw new PromptrailError(
      "config_invalid",
      `The render pool's ${name} must be a number above 0. Leave it out for ${defaultPoolSettings[name]}.`,
    );
  }
  // Said now, and not with the first template that takes long.
  workerFile("render-worker");
  return new Workers(complete, await importOwnCode(complete.filterModules.map(String)));
}

class Workers implements RenderPool {
  readonly #settings: Required<RenderPoolSettings>;
  readonly #own: OwnCodeModules;
  readonly #waiting = new Set<RenderJob>();
  #workers: readonly PoolWorker[] = [];
  #closed = false;

  constructor(settings: Required<RenderPoolSettings>, own: OwnCodeModules) {
    this.#settings = settings;
    this.#own = own;
  }

  has({ name, version }: FilterName): boolean {
    return this.#own.filters.get(name)?.version === version;
  }

  hasFunction({ name, version }: FilterName): boolean {
    return this.#own.functions.get(name)?.version === version;
  }

  async render(template: CompileRequest, context: object, signal?: AbortSignal): Promise<string> {
    if (this.#closed) throw ended(template, closedReason);
    if (signal?.aborted === true) throw ended(template, leftReason);
    const { patienceMs } = this.#settings;
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const job: RenderJob = { template, context, resolve, reject };
    const leave = () => this.#leave(job);
    const alarm = setTimeout(() => {
      if (this.#waiting.delete(job)) reject(ended(template, noWorkerWithin(patienceMs)));
    }, patienceMs).unref();
    signal?.addEventListener("abort", leave);
    this.#waiting.add(job);
    this.#dispatch();
    try {
      return await promise;
    } finally {
      // They would hold the context for as long as they are there.
      clearTimeout(alarm);
      signal?.removeEventListener("abort", leave);
    }
  }

  /** Nobody waits for it any more. */
  #leave(job: RenderJob): void {
    const isWaiting = this.#waiting.delete(job);
    job.reject(ended(job.template, leftReason));
    if (isWaiting) return;
    for (const worker of this.#workers) worker.leave(job, leftReason);
  }

  forget(template: number): void {
    for (const worker of this.#workers) worker.forget(template);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const { template, reject } of this.#waiting) reject(ended(template, closedReason));
    this.#waiting.clear();
    await Promise.all(this.#workers.map((worker) => worker.end(closedReason)));
  }

  readonly #dispatch = (): void => {
    this.#workers = this.#workers.filter((worker) => !worker.hasEnded);
    for (const job of this.#waiting) {
      const worker = this.#findFree();
      if (worker === null) return;
      this.#waiting.delete(job);
      worker.run(job);
    }
  };

  #findFree(): PoolWorker | null {
    const free = this.#workers.find((worker) => worker.isFree);
    if (free !== undefined) return free;
    if (this.#workers.length >= this.#settings.workers) return null;
    const started = new PoolWorker({ ...this.#settings, onChange: this.#dispatch });
    this.#workers = [...this.#workers, started];
    return started;
  }
}

const closedReason = "the render pool was closed before this was rendered";
const leftReason = "its caller cancelled before it was rendered";

function noWorkerWithin(milliseconds: number): string {
  return `no render worker was free within ${milliseconds} ms. Send fewer calls at once, or simplify the templates that take long`;
}

function ended({ name }: CompileRequest, reason: string): TemplateError {
  return new TemplateError({ kind: "limit", reason, template: name });
}
