import { createMiddleware } from "hono/factory";
import { isEventStream } from "./answer-headers.js";
import { findNodeBindings } from "./node-bindings.js";

/** Node looks twice: it closes the connection where nothing was taken from one look to the next. */
const lookMs = 15_000;
/** A reader of an answer that takes nothing for so long is gone: the answer would stay in memory for it. */
export const stalledAnswerMs = 2 * lookMs;

/**
 * Closes the connection of a reader that takes nothing of its answer. Nobody is cut who waits for an answer that
 * is not there yet, and streams of events look after their own readers.
 */
export const dropStalledReader = createMiddleware(async (context, next) => {
  const outgoing = findNodeBindings(context.env)?.outgoing;
  if (outgoing === undefined) return next();
  // The answer before on the same connection may have set it: this one begins once that has ended.
  outgoing.setTimeout(0);
  await next();
  if (!isEventStream(context.res)) outgoing.setTimeout(lookMs);
});
