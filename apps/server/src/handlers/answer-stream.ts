import type { CallStreamEvent } from "@promptrail/core";
import { type StreamEventWire, toStreamEventWire } from "@promptrail/http-api";
import { toErrorProblem } from "../http/to-problem-response.js";
import type { RunningCall } from "../limits/calls-in-flight.js";

/** Proxies close a connection that is silent for long; a model may think for longer. */
export const keepAliveMs = 15_000;

/**
 * A streamed call as server-sent events. What fails before the first event is thrown, so that it is
 * answered with its own status; what fails later is an `error` event, and so is the end of a call that
 * the server ends. `abort` ends the upstream call when the reader goes away.
 */
export async function answerStream(
  events: AsyncIterable<CallStreamEvent>,
  abort: AbortController,
  call: RunningCall,
): Promise<Response> {
  const iterator: AsyncIterator<CallStreamEvent, unknown> = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  call.signal.throwIfAborted();
  return new Response(createBody(iterator, first, abort, call), {
    headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
  });
}

function createBody(
  iterator: AsyncIterator<CallStreamEvent, unknown>,
  first: NextEvent,
  abort: AbortController,
  call: RunningCall,
): ReadableStream<Uint8Array> {
  const over = Promise.withResolvers<void>();
  call.lasts(over.promise);
  let next: NextEvent | null = first;
  let isOver = false;
  let isFull = false;
  let stop = () => {};
  const finish = () => {
    isOver = true;
    stop();
    over.resolve();
  };
  /** Its reader took nothing from one beat to the next: it holds a call, and its vendor, for nobody. */
  const leave = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    finish();
    controller.error(new Error("The reader of a call's stream took nothing any more."));
    abort.abort();
    void iterator.return?.().catch(() => {});
  };
  return new ReadableStream<Uint8Array>({
    start: (controller) => {
      const say = (text: string) => controller.enqueue(encode(text));
      const beat = () => {
        const hasRoom = (controller.desiredSize ?? 0) > 0;
        if (hasRoom) say(": waiting\n\n");
        else if (isFull) leave(controller);
        isFull = !hasRoom;
      };
      const keepAlive = setInterval(beat, keepAliveMs).unref();
      const cut = () => {
        finish();
        say(toText(toErrorEvent(call.signal.reason)));
        controller.close();
      };
      call.signal.addEventListener("abort", cut, { once: true });
      stop = () => {
        clearInterval(keepAlive);
        call.signal.removeEventListener("abort", cut);
      };
    },
    pull: async (controller) => {
      isFull = false;
      await call.turn();
      if (isOver) return;
      const { done, event } = await readEvent(next === null ? iterator.next() : next);
      next = null;
      // It was cut meanwhile, and its reader knows.
      if (isOver) return;
      if (event !== null) controller.enqueue(encode(toText(event)));
      if (!done) return;
      finish();
      controller.close();
    },
    cancel: async (reason) => {
      finish();
      abort.abort(reason);
      await iterator.return?.().catch(() => {});
    },
  });
}

interface ReadEvent {
  readonly done: boolean;
  readonly event: StreamEventWire | null;
}

type NextEvent = IteratorResult<CallStreamEvent, unknown>;

async function readEvent(next: NextEvent | Promise<NextEvent>): Promise<ReadEvent> {
  try {
    const result = await next;
    return result.done
      ? { done: true, event: null }
      : { done: false, event: toStreamEventWire(result.value) };
  } catch (error) {
    return { done: true, event: toErrorEvent(error) };
  }
}

function toErrorEvent(error: unknown): StreamEventWire {
  return { event: "error", data: toErrorProblem(error) };
}

function toText({ event, data }: StreamEventWire): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
