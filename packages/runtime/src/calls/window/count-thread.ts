import type { Worker } from "node:worker_threads";
import { countWorkerFile } from "./count-worker-file.js";
import type { CountReply, CountRequest } from "./worker/count-messages.js";

interface CountThreadPorts {
  readonly onReply: (reply: CountReply) => void;
  /** It has ended, and not by our hand. Null where nobody knows why. */
  readonly onEnd: (cause: unknown) => void;
}

/** What the thread's heap may take: the tokenizer's tables are 30 MB of it. */
export const threadMemoryMb = 192;

/** The thread that counts and learns. It never keeps the process alive. */
export class CountThread {
  readonly #worker: Worker;
  #cause: unknown = null;
  #isStopped = false;

  /** Throws PromptrailError `not_supported` where its file is missing. */
  constructor({ onReply, onEnd }: CountThreadPorts) {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    this.#worker = new Worker(countWorkerFile(), {
      env: {},
      argv: [],
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: threadMemoryMb, maxYoungGenerationSizeMb: 32 },
    });
    this.#worker.on("message", onReply);
    this.#worker.on("error", (error) => {
      this.#cause = error;
    });
    this.#worker.on("exit", () => {
      if (!this.#isStopped) onEnd(this.#cause);
    });
    this.#worker.unref();
  }

  post(request: CountRequest): void {
    this.#worker.postMessage(request);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#worker.terminate();
  }
}
