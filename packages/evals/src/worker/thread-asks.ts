import type { MessagePort } from "node:worker_threads";
import { type EvalCall, PromptrailError } from "@promptrail/core";
import { toErrorText } from "@promptrail/core/errors";
import type { EvalAsks } from "../runner/evaluator/eval-aids.js";
import type { AskedAid, EvalThreadMessage } from "./worker-messages.js";

type Answered = Exclude<EvalThreadMessage, { readonly type: "evaluate" }>;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** What the evals of a thread ask of the thread that has keys and limits, and what waits for its answers. */
export class ThreadAsks {
  readonly #port: MessagePort;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /**
   * What one eval may ask, until its signal fires.
   *
   * @param request which of the thread's requests it answers, from 1.
   */
  open(request: number, signal: AbortSignal): EvalAsks {
    return {
      run: async (...given) => {
        const answer = await this.#ask(request, { kind: "run", arguments: given }, signal);
        // It was made by the other thread of the same program.
        return answer as Awaited<ReturnType<EvalCall["run"]>>;
      },
      embed: async (...given) => {
        const answer = await this.#ask(request, { kind: "embed", arguments: given }, signal);
        return answer as Awaited<ReturnType<EvalCall["embed"]>>;
      },
    };
  }

  /** Gives an answer to who waits for it; one that nobody waits for any more is dropped. */
  take(message: Answered): void {
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.type === "answered") waiting?.resolve(message.answer);
    else waiting?.reject(toError(message));
  }

  async #ask(request: number, asked: AskedAid, signal: AbortSignal): Promise<unknown> {
    signal.throwIfAborted();
    this.#last += 1;
    const id = this.#last;
    const leave = Promise.withResolvers<never>();
    const onAbort = (): void => leave.reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      const answer = new Promise<unknown>((resolve, reject) => {
        this.#waiting.set(id, { resolve, reject });
      });
      this.#post({ id, request }, asked);
      return await Promise.race([answer, leave.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#waiting.delete(id);
    }
  }

  #post(place: { readonly id: number; readonly request: number }, asked: AskedAid): void {
    try {
      this.#port.postMessage({ type: "asks", ...place, ...asked });
    } catch (error) {
      throw new PromptrailError(
        "request_invalid",
        `What the eval gives ${asked.kind} cannot be sent to another thread: ${toErrorText(error)} Give it plain data.`,
        {},
        error,
      );
    }
  }
}

function toError({ code, message, data }: Extract<Answered, { readonly type: "refused" }>): Error {
  if (code === null) return new Error(message);
  // The code is one of core's: the other thread read it from an error of ours.
  return new PromptrailError(code as PromptrailError["code"], message, data);
}
