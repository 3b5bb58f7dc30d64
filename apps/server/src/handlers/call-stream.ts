import type { CallStreamEvent } from "@promptrail/core";
import { toJsonEvent } from "@promptrail/core/lifecycle";
import { type StreamedEvent, streamEventWire, toWire } from "@promptrail/http-api";
import type { RunningCall } from "../limits/calls-in-flight.js";
import { toErrorProblem } from "../problems/to-problem-response.js";

/** Proxies close a connection that is silent for long; a model may think for longer. */
const keepAliveMs = 15_000;
/** A reader that took nothing from one sign of life to the next is gone. */
export const stalledReaderMs = 2 * keepAliveMs;

type NextEvent = IteratorResult<CallStreamEvent, unknown>;

interface CallStreamSettings {
  readonly iterator: AsyncIterator<CallStreamEvent, unknown>;
  /** The first event, which has come already. */
  readonly first: NextEvent;
  /** Ends the upstream call. */
  readonly abort: AbortController;
  readonly call: RunningCall;
}

/** One call's events on their way to its reader. The call is over when the reader has them all, or is gone. */
export class CallStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #settings: CallStreamSettings;
  readonly #over = Promise.withResolvers<void>();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #keepAlive: NodeJS.Timeout | undefined;
  #next: NextEvent | null;
  #isFull = false;

  constructor(settings: CallStreamSettings) {
    this.#settings = settings;
    this.#next = settings.first;
    settings.call.lasts(this.#over.promise);
    settings.call.signal.addEventListener("abort", this.#onEnd, { once: true });
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        this.#keepAlive = setInterval(() => this.#beat(), keepAliveMs).unref();
      },
      pull: () => this.#pull(),
      cancel: (reason) => this.#leave(reason),
    });
  }

  async #pull(): Promise<void> {
    this.#isFull = false;
    const { iterator, call } = this.#settings;
    await call.turn();
    if (this.#controller === null) return;
    const { done, event } = await readEvent(this.#next ?? iterator.next());
    this.#next = null;
    if (event !== null) this.#send(toText(event));
    if (done) this.#finish()?.close();
  }

  #beat(): void {
    const hasRoom = (this.#controller?.desiredSize ?? 0) > 0;
    if (hasRoom) this.#send(": waiting\n\n");
    else if (this.#isFull) this.#giveUp();
    this.#isFull = !hasRoom;
  }

  /** The server ends the call, or its caller has left. */
  readonly #onEnd = (): void => {
    this.#send(toText(toErrorEvent(this.#settings.call.signal.reason)));
    this.#finish()?.close();
  };

  /** It holds a call, and its vendor, for nobody. */
  #giveUp(): void {
    const reason = new Error("The client of a streamed call stopped reading.");
    this.#controller?.error(reason);
    void this.#leave(reason);
  }

  async #leave(reason: unknown): Promise<void> {
    const { abort, iterator } = this.#settings;
    this.#finish();
    abort.abort(reason);
    await iterator.return?.().catch(() => {});
  }

  #send(text: string): void {
    this.#controller?.enqueue(new TextEncoder().encode(text));
  }

  /** Returns what is to be closed; null where it was over already. */
  #finish(): ReadableStreamDefaultController<Uint8Array> | null {
    const controller = this.#controller;
    this.#controller = null;
    clearInterval(this.#keepAlive);
    this.#settings.call.signal.removeEventListener("abort", this.#onEnd);
    this.#over.resolve();
    return controller;
  }
}

interface ReadEvent {
  readonly done: boolean;
  readonly event: StreamedEvent | null;
}

async function readEvent(next: NextEvent | Promise<NextEvent>): Promise<ReadEvent> {
  try {
    const result = await next;
    return result.done
      ? { done: true, event: null }
      : { done: false, event: toJsonEvent(result.value) };
  } catch (error) {
    return { done: true, event: toErrorEvent(error) };
  }
}

function toErrorEvent(error: unknown): StreamedEvent {
  return { type: "error", problem: toErrorProblem(error) };
}

function toText(told: StreamedEvent): string {
  const { event, data } = toWire(streamEventWire, told);
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}
