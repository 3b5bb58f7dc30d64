import type { MessageChannel, Worker } from "node:worker_threads";
import { PromptrailError } from "@promptrail/core/errors";
import { fromErrorReply } from "./error-reply.js";
import { loadThreads } from "./load-threads.js";
import { workerFile } from "./worker-file.js";
import type { WorkerEnd, WorkerGuardData, WorkerReply, WorkerRequest } from "./worker-messages.js";

/** What became of a request. */
export type Answer =
  | { readonly type: "reply"; readonly reply: WorkerReply }
  | { readonly type: "late" }
  | { readonly type: "ended"; readonly end: WorkerEnd };

const startLimitMs = 30_000;

/** A running render worker, asked and awaited without leaving the caller's turn. */
export class WorkerLink {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly threads = loadThreads();
  private readonly requests: MessageChannel = new this.threads.MessageChannel();
  private readonly ends: MessageChannel = new this.threads.MessageChannel();
  private readonly guard: Worker;
  private end: WorkerEnd | null = null;

  /** Starts a worker and waits until it is ready. Throws PromptrailError `not_supported`. */
  constructor(settings: { readonly memoryMb: number; readonly filterModules: readonly string[] }) {
    const data: WorkerGuardData = {
      worker: {
        port: this.requests.port2,
        signal: this.signal,
        filterModules: settings.filterModules,
      },
      workerFile: workerFile("render-worker").href,
      endPort: this.ends.port2,
      memoryMb: settings.memoryMb,
    };
    this.guard = new this.threads.Worker(workerFile("worker-guard"), {
      workerData: data,
      transferList: [this.requests.port2, this.ends.port2],
      env: {},
      argv: [],
      execArgv: [],
    });
    // It ends by our hand only; a fault of its start is a late answer below.
    this.guard.on("error", () => {});
    this.guard.unref();
    this.awaitStart();
  }

  /** True until the worker has ended by itself or was stopped. */
  get isAlive(): boolean {
    return this.end === null && this.receiveEnd() === null;
  }

  post(request: WorkerRequest): void {
    this.requests.port1.postMessage(request);
  }

  /** Posts a request and blocks until its reply, the worker's end, or the deadline. */
  ask(request: WorkerRequest, deadlineMs: number): Answer {
    this.post(request);
    return this.await(deadlineMs);
  }

  /** Ends the worker, whatever it is doing. */
  stop(): void {
    this.end ??= { reason: "exit", exitCode: 0 };
    this.requests.port1.close();
    this.ends.port1.close();
    void this.guard.terminate();
  }

  private awaitStart(): void {
    const answer = this.await(startLimitMs);
    if (answer.type === "reply" && answer.reply.type === "ready") return;
    this.stop();
    if (answer.type === "reply") {
      if (answer.reply.type === "failed" || answer.reply.type === "refused") {
        throw fromErrorReply(answer.reply);
      }
    }
    const how =
      answer.type === "ended"
        ? `it ended with exit code ${answer.end.exitCode}`
        : `it was not ready after ${startLimitMs} ms`;
    throw new PromptrailError(
      "not_supported",
      `The render worker could not start: ${how}. Raise worker.memoryMb, or see what worker.filterModules do when imported.`,
    );
  }

  private await(deadlineMs: number): Answer {
    const until = performance.now() + deadlineMs;
    for (;;) {
      // Read before the ports: a message that arrives in between ends the wait at once.
      const seen = Atomics.load(this.signal, 0);
      const reply = this.receiveReply();
      if (reply !== null) return { type: "reply", reply };
      const end = this.receiveEnd();
      if (end !== null) return { type: "ended", end };
      const left = until - performance.now();
      if (left <= 0) return { type: "late" };
      Atomics.wait(this.signal, 0, seen, left);
    }
  }

  private receiveReply(): WorkerReply | null {
    const received = this.threads.receiveMessageOnPort(this.requests.port1);
    return received === undefined ? null : (received.message as WorkerReply);
  }

  private receiveEnd(): WorkerEnd | null {
    const received = this.threads.receiveMessageOnPort(this.ends.port1);
    if (received !== undefined) this.end = received.message as WorkerEnd;
    return this.end;
  }
}
