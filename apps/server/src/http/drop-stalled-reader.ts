import type { ServerResponse } from "node:http";
import type { Context, MiddlewareHandler } from "hono";
import { createMiddleware } from "hono/factory";
import type { FailedRequest } from "../problems/failed-request.js";
import { StalledReaderError } from "../problems/stalled-reader-error.js";
import type { AnswerReader } from "../reader/answer-reader.js";
import { isEventStream } from "./answer-headers.js";
import { isSent } from "./sent-answer.js";
import { findSentRequest, toFailedRequest } from "./sent-request.js";

/** Node looks twice: it closes the connection where nothing was taken from one look to the next. */
const lookMs = 15_000;
/** A reader of an answer that takes nothing for so long is gone: the answer would stay in memory for it. */
export const stalledAnswerMs = 2 * lookMs;

export function createAnswerReader(
  context: Context,
  onProblem: (error: unknown, request: FailedRequest) => void,
): AnswerReader {
  return {
    drop: (idleMs) => {
      onProblem(new StalledReaderError(idleMs), toFailedRequest(context));
      const { node } = findSentRequest(context);
      node?.outgoing.destroy();
      return node !== null;
    },
  };
}

/** Drops a reader that takes nothing of this answer. */
export function lookForReader(outgoing: ServerResponse, reader: AnswerReader): void {
  outgoing.setTimeout(lookMs, () => void reader.drop(stalledAnswerMs));
}

/**
 * Closes the connection of a reader that takes nothing of its answer. Nobody is cut who waits for an answer that
 * is not there yet, and streams of events look after their own readers.
 */
export function dropStalledReader(
  onProblem: (error: unknown, request: FailedRequest) => void,
): MiddlewareHandler {
  return createMiddleware(async (context, next) => {
    const request = findSentRequest(context);
    const outgoing = request.node?.outgoing;
    if (outgoing === undefined) return next();
    // The answer before on the same connection may have set it, or will: this one begins once that has ended.
    if (outgoing.socket?.timeout !== 0) outgoing.setTimeout(0);
    await next();
    if (isSent(context.res) || isEventStream(context.res)) return;
    lookForReader(outgoing, createAnswerReader(context, onProblem));
  });
}
