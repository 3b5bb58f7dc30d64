import type { CallStreamEvent } from "@promptrail/core";
import type { RunningCall } from "../limits/calls-in-flight.js";
import { CallStream } from "./call-stream.js";

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
  const { body } = new CallStream({ iterator, first, abort, call });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
  });
}
