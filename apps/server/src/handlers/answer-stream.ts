import type { CallStreamEvent } from "@promptrail/core";
import { type StreamEventWire, toStreamEventWire } from "@promptrail/http-api";
import { toErrorProblem } from "../http/to-problem-response.js";

/** Proxies close a connection that is silent for long; a model may think for longer. */
const keepAliveMs = 15_000;

/**
 * A streamed call as server-sent events. What fails before the first event is thrown, so that it is
 * answered with its own status; what fails later is an `error` event. `abort` ends the upstream call
 * when the reader goes away.
 */
export async function answerStream(
  events: AsyncIterable<CallStreamEvent>,
  abort: AbortController,
): Promise<Response> {
  const iterator: AsyncIterator<CallStreamEvent, unknown> = events[Symbol.asyncIterator]();
  let next: NextEvent | null = await iterator.next();
  let keepAlive: NodeJS.Timeout | undefined;
  const stop = () => clearInterval(keepAlive);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      keepAlive = setInterval(
        () => controller.enqueue(encode(": waiting\n\n")),
        keepAliveMs,
      ).unref();
    },
    pull: async (controller) => {
      const { done, event } = await readEvent(next === null ? iterator.next() : next);
      next = null;
      if (event !== null) controller.enqueue(encode(toText(event)));
      if (!done) return;
      stop();
      controller.close();
    },
    cancel: async (reason) => {
      stop();
      abort.abort(reason);
      await iterator.return?.().catch(() => {});
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
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
    return { done: true, event: { event: "error", data: toErrorProblem(error) } };
  }
}

function toText({ event, data }: StreamEventWire): string {
  return `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
