import type { CallStreamEvent } from "@promptrail/core";
import { raceWithLimit } from "@promptrail/core/lifecycle";
import type { RunningCall } from "../../limits/calls-in-flight.js";
import type { AnswerReader } from "../../reader/answer-reader.js";
import { CallStream, keepAliveMs } from "./call-stream.js";

interface StreamedCall {
  /** Ends the upstream call when the reader goes away. */
  readonly abort: AbortController;
  readonly call: RunningCall;
  readonly reader: AnswerReader;
}

/**
 * A streamed call as server-sent events. What fails before the first event is thrown, so that it is answered with
 * its own status; what fails later is an `error` event, and so is the end of a call that the server ends. Where no
 * event comes for `keepAliveMs`, the answer begins without one: proxies give up on an answer without a head.
 */
export async function answerStream(
  events: AsyncIterable<CallStreamEvent>,
  { abort, call, reader }: StreamedCall,
): Promise<Response> {
  const iterator: AsyncIterator<CallStreamEvent, unknown> = events[Symbol.asyncIterator]();
  const first = iterator.next();
  const isLate = await raceWithLimit(
    first.then(() => false),
    keepAliveMs,
    () => true,
  );
  call.signal.throwIfAborted();
  const { body } = new CallStream({ iterator, first, isLate, abort, call, reader });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "x-accel-buffering": "no" },
  });
}
