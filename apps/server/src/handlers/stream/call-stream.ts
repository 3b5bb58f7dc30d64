import type { CallStreamEvent } from "@promptrail/core";
import { toJsonEvent } from "@promptrail/core/lifecycle";
import { type StreamedEvent, streamEventWire, toWire } from "@promptrail/http-api";
import type { RunningCall } from "../../limits/calls-in-flight.js";
import { StalledReaderError } from "../../problems/stalled-reader-error.js";
import { toErrorProblem } from "../../problems/to-problem-response.js";
import type { AnswerReader } from "../../reader/answer-reader.js";

/** Proxies close a connection that is silent for long; a model may think for longer. */
export const keepAliveMs = 5_000;
/** A reader that took nothing at so many signs of life in a row is gone. */
const stalledBeats = 6;
export const stalledReaderMs = stalledBeats * keepAliveMs;

const encoder = new TextEncoder();

/** A comment, which no reader of events takes for one. */
const waiting = ": waiting\n\n";

/** So much text, in UTF-16 units, is read ahead of a reader that takes none. */
const mostAhead = 16_384;

type NextEvent = IteratorResult<CallStreamEvent, unknown>;

interface CallStreamSettings {
  readonly iterator: AsyncIterator<CallStreamEvent, unknown>;
  /** The first event. */
  readonly first: Promise<NextEvent>;
  /** True where it has not come yet: the reader is told that there is somebody. */
  readonly isLate: boolean;
  /** Ends the upstream call. */
  readonly abort: AbortController;
  readonly call: RunningCall;
  readonly reader: AnswerReader;
}

/**
 * One call's events on their way to its reader. The call is over when the reader has them all, or is gone. What comes
 * while the server is busy with others goes out at once when this stream's turn comes: a write costs more than an
 * event.
 */
export class CallStream {
  readonly body: ReadableStream<Uint8Array>;
  readonly #settings: CallStreamSettings;
  readonly #over = Promise.withResolvers<void>();
  #controller: ReadableStreamDefaultController<Uint8Array> | null = null;
  #keepAlive: NodeJS.Timeout | undefined;
  /** What was read and has not gone out. */
  #ahead = "";
  /** True once nothing more is read. */
  #isRead = false;
  /** Tells who waits for something to send. */
  #came = () => {};
  /** Tells who waits until what was read has gone out. */
  #went = () => {};
  /** How many signs of life in a row found no room. */
  #missedBeats = 0;

  constructor(settings: CallStreamSettings) {
    this.#settings = settings;
    settings.call.lasts(this.#over.promise);
    settings.call.signal.addEventListener("abort", this.#onEnd, { once: true });
    this.body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        this.#controller = controller;
        if (settings.isLate) this.#send(waiting);
        this.#keepAlive = setInterval(() => this.#beat(), keepAliveMs).unref();
      },
      pull: () => this.#pull(),
      cancel: (reason) => this.#leave(reason),
    });
    void this.#read(settings.first);
  }

  /** Reads until the call ended; it waits where much has not gone out. */
  async #read(first: Promise<NextEvent>): Promise<void> {
    for (let next = first; ; next = this.#settings.iterator.next()) {
      const { done, event } = await readEvent(next);
      if (event !== null) this.#ahead += toText(event);
      this.#isRead = done;
      this.#came();
      if (done) return;
      if (this.#controller !== null && this.#ahead.length >= mostAhead) {
        await new Promise<void>((resolve) => {
          this.#went = resolve;
        });
      }
      if (this.#controller === null) break;
    }
    await this.#settings.iterator.return?.().catch(() => {});
  }

  async #pull(): Promise<void> {
    this.#missedBeats = 0;
    if (this.#ahead === "" && !this.#isRead) {
      await new Promise<void>((resolve) => {
        this.#came = resolve;
      });
    }
    await this.#settings.call.turn();
    this.#giveAhead();
    if (this.#isRead) this.#finish()?.close();
  }

  #giveAhead(): void {
    const text = this.#ahead;
    this.#ahead = "";
    if (text !== "") this.#send(text);
    this.#went();
  }

  #beat(): void {
    const hasRoom = (this.#controller?.desiredSize ?? 0) > 0;
    this.#missedBeats = hasRoom ? 0 : this.#missedBeats + 1;
    if (hasRoom) this.#send(waiting);
    else if (this.#missedBeats >= stalledBeats) this.#giveUp();
  }

  /** The server ends the call, or its caller has left. */
  readonly #onEnd = (): void => {
    this.#giveAhead();
    this.#send(toText(toErrorEvent(this.#settings.call.signal.reason)));
    this.#finish()?.close();
  };

  /** It holds a call, and its vendor, for nobody. */
  #giveUp(): void {
    const reason = new StalledReaderError(stalledReaderMs);
    // Where the connection is closed, an error would be told a second time, by the framework.
    if (!this.#settings.reader.drop(stalledReaderMs)) this.#controller?.error(reason);
    void this.#leave(reason);
  }

  async #leave(reason: unknown): Promise<void> {
    const { abort, iterator } = this.#settings;
    this.#finish();
    abort.abort(reason);
    await iterator.return?.().catch(() => {});
  }

  #send(text: string): void {
    this.#controller?.enqueue(encoder.encode(text));
  }

  /** Returns what is to be closed; null where it was over already. */
  #finish(): ReadableStreamDefaultController<Uint8Array> | null {
    const controller = this.#controller;
    this.#controller = null;
    clearInterval(this.#keepAlive);
    this.#settings.call.signal.removeEventListener("abort", this.#onEnd);
    this.#over.resolve();
    // Who waits, to read or to send, finds that it is over.
    this.#went();
    this.#came();
    return controller;
  }
}

interface ReadEvent {
  readonly done: boolean;
  readonly event: StreamedEvent | null;
}

async function readEvent(next: Promise<NextEvent>): Promise<ReadEvent> {
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
