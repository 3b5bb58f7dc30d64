import type { MessagePort, Worker } from "node:worker_threads";
import { TemplateError } from "@promptrail/core/errors";
import { fromErrorReply } from "../worker/error-reply.js";
import { loadThreads } from "../worker/load-threads.js";
import { packContext } from "../worker/pack-context.js";
import { workerFile } from "../worker/worker-file.js";
import type {
  CompileRequest,
  RenderWorkerData,
  WorkerReply,
  WorkerRequest,
} from "../worker/worker-messages.js";
import { leftMs, type RenderPoolSettings } from "./pool-settings.js";

/** One render that somebody waits for. */
export interface RenderJob {
  readonly template: CompileRequest;
  readonly context: object;
  readonly resolve: (text: string) => void;
  readonly reject: (error: unknown) => void;
}

interface PoolWorkerSettings extends Required<RenderPoolSettings> {
  /** Called when it can take a job again, and when it has ended. */
  readonly onChange: () => void;
}

// The rest is for the copy that the worker rebuilds, and for what the template makes of it.
const contextShare = 1 / 4;
const startLimitMs = 30_000;

/** A thread that renders one template after the other, until it ends: by itself, or by our hand. */
export class PoolWorker {
  readonly #settings: PoolWorkerSettings;
  readonly #port: MessagePort;
  readonly #thread: Worker;
  /** The templates that the thread holds. */
  readonly #compiled = new Set<number>();
  #state: "starting" | "ready" | "ended" = "starting";
  #job: RenderJob | null = null;
  #alarm: NodeJS.Timeout | undefined;
  #endReason = "";

  constructor(settings: PoolWorkerSettings) {
    this.#settings = settings;
    const { memoryMb, filterModules } = settings;
    const threads = loadThreads();
    const { port1, port2 } = new threads.MessageChannel();
    const workerData: RenderWorkerData = {
      port: port2,
      // Nobody waits for it here.
      signal: new Int32Array(new SharedArrayBuffer(4)),
      filterModules: filterModules.map(String),
    };
    this.#port = port1;
    this.#thread = new threads.Worker(workerFile("render-worker"), {
      workerData,
      transferList: [port2],
      env: {},
      argv: [],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: memoryMb, maxYoungGenerationSizeMb: 16 },
    });
    port1.on("message", (reply: WorkerReply) => this.#hear(reply));
    port1.unref();
    this.#thread.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code !== "ERR_WORKER_OUT_OF_MEMORY") return;
      this.#endReason = `the template needed more than ${memoryMb} MB in a render worker. Simplify it, or give it less data`;
    });
    this.#thread.on("exit", (exitCode) => this.#ended(exitCode));
    this.#thread.unref();
  }

  get isFree(): boolean {
    return this.#job === null && !this.hasEnded;
  }

  get hasEnded(): boolean {
    return this.#state === "ended";
  }

  /** Renders one job; only for a worker that is free. */
  run(job: RenderJob): void {
    this.#job = job;
    this.#thread.ref();
    if (this.#state === "ready") this.#begin(job);
    else this.#endAfter(startLimitMs, `a render worker was not ready after ${startLimitMs} ms`);
  }

  /** Nobody waits for the job any more, where it is this worker's. */
  leave(job: RenderJob, reason: string): void {
    if (this.#job !== job) return;
    if (this.#state === "starting") this.#finish(() => {});
    else this.#endAfter(leftMs, reason);
  }

  forget(template: number): void {
    if (this.#compiled.delete(template)) this.#post({ type: "forget", id: template });
  }

  /** Ends it, whatever it is doing. What it was rendering fails with the reason. */
  async end(reason: string): Promise<void> {
    this.#endReason = reason;
    await this.#thread.terminate();
  }

  #post(request: WorkerRequest): void {
    this.#port.postMessage(request);
  }

  #begin({ template }: RenderJob): void {
    const { deadlineMs } = this.#settings;
    this.#endAfter(
      deadlineMs,
      `the template took more than ${deadlineMs} ms in a render worker. Simplify it, or give it less data`,
    );
    if (this.#compiled.has(template.id)) this.#render();
    else this.#post(template);
  }

  #render(): void {
    const job = this.#job;
    if (job === null) return;
    const { id } = job.template;
    try {
      const context = packContext(job.context, this.#settings.memoryMb * contextShare);
      this.#post({ type: "render", id, context });
    } catch (error) {
      this.#finish(() => job.reject(error));
    }
  }

  #hear(reply: WorkerReply): void {
    const job = this.#job;
    switch (reply.type) {
      case "ready":
        this.#state = "ready";
        if (job !== null) this.#begin(job);
        return;
      case "compiled":
        if (job !== null) this.#compiled.add(job.template.id);
        this.#render();
        return;
      case "rendered":
        this.#finish(() => job?.resolve(reply.text));
        return;
      default:
        // One that could not start has no modules, and will never have them.
        if (this.#state === "starting") void this.end("a render worker could not start");
        this.#finish(() => job?.reject(fromErrorReply(reply)));
    }
  }

  #endAfter(milliseconds: number, reason: string): void {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => void this.end(reason), milliseconds);
  }

  #finish(answer: () => void): void {
    clearTimeout(this.#alarm);
    this.#job = null;
    this.#thread.unref();
    answer();
    this.#settings.onChange();
  }

  #ended(exitCode: number): void {
    const job = this.#job;
    this.#state = "ended";
    this.#port.close();
    const unasked = `the render worker ended with exit code ${exitCode} before it answered; check that no filter of the prompt ends its process`;
    const reason = this.#endReason === "" ? unasked : this.#endReason;
    const template = job?.template.name;
    this.#finish(() => job?.reject(new TemplateError({ kind: "limit", reason, template })));
  }
}
