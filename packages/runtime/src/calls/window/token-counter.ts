import { PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import { createGuard } from "../../problems/create-guard.js";
import { CountThread } from "./count-thread.js";
import { type LearntRatio, mostKinds } from "./ratios/learnt-ratio.js";
import type { EarlierRatios } from "./ratios/read-earlier-ratios.js";
import type { CountReply } from "./worker/count-messages.js";

interface CounterPorts {
  /** Reads what earlier processes saw. Asked when the thread starts. */
  readonly readEarlier: () => Promise<EarlierRatios>;
  readonly onProblem: (error: unknown) => void;
}

/** A call waits no longer for a count, the thread's start included. */
export const longestCountWaitMs = 2_000;
/** A count that takes longer is ended with its thread. */
export const longestCountMs = 10_000;
/** So many calls wait for a count at once; those beyond go without. */
export const mostWaiting = 64;
/** Texts beyond it are not counted: they would fill the thread's memory. */
export const mostCountedBytes = 16_000_000;

interface CountJob {
  readonly texts: readonly string[];
  readonly answer: (tokens: number | null) => void;
  /** True once nobody waits for it. */
  isLeft: boolean;
}

/**
 * Counts texts by o200k and learns what vendors count instead, in a thread that is started when the first count is asked
 * for. Nothing here throws, and nothing waits longer than it says.
 */
export class TokenCounter {
  readonly #ports: CounterPorts;
  readonly #tell: (run: () => unknown) => void;
  readonly #learnt = new Map<string, LearntRatio>();
  #thread: CountThread | null = null;
  /** True where it cannot be started, and once this process ends. */
  #isClosed = false;
  #waiting: CountJob[] = [];
  #running: { readonly id: number; readonly job: CountJob; readonly alarm: NodeJS.Timeout } | null =
    null;
  #lastId = 0;

  constructor(ports: CounterPorts) {
    this.#ports = ports;
    this.#tell = createGuard((error) => ports.onProblem(error));
  }

  /** What was learnt of a kind of input; undefined where that is too little. */
  find(key: string): LearntRatio | undefined {
    return this.#learnt.get(key);
  }

  /** The highest bound that was learnt of any kind of input whose key begins so; 0 where there is none. */
  findHighest(prefix: string): number {
    let highest = 0;
    for (const [key, { bound }] of this.#learnt) {
      if (key.startsWith(prefix)) highest = Math.max(highest, bound);
    }
    return highest;
  }

  /** Null where no count comes in time. Never rejects. */
  async count(texts: readonly string[], waitMs: number): Promise<number | null> {
    if (this.#waiting.length >= mostWaiting || !(waitMs > 0) || !this.#start()) return null;
    return new Promise((resolve) => {
      const job = {
        texts,
        isLeft: false,
        answer: (tokens: number | null) => {
          clearTimeout(alarm);
          resolve(tokens);
        },
      };
      const alarm = setTimeout(
        () => {
          job.isLeft = true;
          this.#waiting = this.#waiting.filter((other) => other !== job);
          resolve(null);
        },
        Math.min(waitMs, longestCountWaitMs),
      );
      this.#waiting.push(job);
      this.#next();
    });
  }

  /** A vendor counted `ratio` for each token of ours. */
  learn(key: string, ratio: number): void {
    this.#thread?.post({ type: "learn", key, ratio });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#answerAll();
    await this.#thread?.stop();
    this.#thread = null;
  }

  /** False where there is no thread. */
  #start(): boolean {
    if (this.#thread !== null) return true;
    if (this.#isClosed) return false;
    try {
      const thread = new CountThread({
        onReply: (reply) => this.#hear(reply),
        onEnd: (cause) => this.#ended(cause),
      });
      this.#thread = thread;
      void this.#remember(thread);
      return true;
    } catch (error) {
      // It would fail again with each call.
      this.#isClosed = true;
      this.#fail(error);
      return false;
    }
  }

  async #remember(thread: CountThread): Promise<void> {
    try {
      for (const [key, ratios] of await this.#ports.readEarlier()) {
        if (this.#thread === thread) thread.post({ type: "remember", key, ratios });
      }
    } catch {
      // The call log is away, and whoever writes to it tells so: the cold ratios serve.
    }
  }

  #next(): void {
    if (this.#running !== null) return;
    const job = this.#waiting.shift();
    if (job === undefined) return;
    this.#lastId += 1;
    const id = this.#lastId;
    const alarm = setTimeout(() => this.#overran(), longestCountMs);
    alarm.unref();
    this.#running = { id, job, alarm };
    this.#thread?.post({ type: "count", id, texts: job.texts });
  }

  #hear(reply: CountReply): void {
    if (reply.type === "learnt") {
      this.#note(reply.key, reply.learnt);
      return;
    }
    const running = this.#running;
    if (running === null || running.id !== reply.id) return;
    clearTimeout(running.alarm);
    this.#running = null;
    running.job.answer(reply.tokens);
    this.#next();
  }

  #note(key: string, learnt: LearntRatio): void {
    this.#learnt.delete(key);
    this.#learnt.set(key, learnt);
    if (this.#learnt.size <= mostKinds) return;
    for (const oldest of this.#learnt.keys()) {
      this.#learnt.delete(oldest);
      return;
    }
  }

  #overran(): void {
    void this.#thread?.stop();
    this.#ended(new Error(`a count took more than ${longestCountMs} ms`));
  }

  /** Another one is started with the next count. */
  #ended(cause: unknown): void {
    this.#thread = null;
    this.#answerAll();
    this.#fail(threadEnded(cause));
  }

  #answerAll(): void {
    const { job, alarm } = this.#running ?? {};
    clearTimeout(alarm);
    this.#running = null;
    for (const each of [...(job === undefined ? [] : [job]), ...this.#waiting]) each.answer(null);
    this.#waiting = [];
  }

  /** The first time: what fails for good must not fill the log. */
  #fail(error: unknown): void {
    this.#tell(() => {
      throw error;
    });
  }
}

function threadEnded(cause: unknown): PromptrailError {
  const reason = cause === null ? "" : `: ${toErrorText(cause)}`;
  return new PromptrailError(
    "unavailable",
    `The thread that counts the tokens of long inputs ended${reason}. Calls continue: what did not fit by its bytes goes by its family's \`contextWindow\`, and the next such call starts another thread. Give the process more memory, or shorten what is sent.`,
    {},
    cause,
  );
}
