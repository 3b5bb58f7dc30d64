import { ServerResponse } from "node:http";
import { createMiddleware } from "hono/factory";
import { z } from "zod";

/** Node looks twice: it closes the connection where nothing was taken from one look to the next. */
const lookMs = 15_000;
/** A reader of an answer that takes nothing for so long is gone: the answer would stay in memory for it. */
export const stalledAnswerMs = 2 * lookMs;

/** What Node's adapter hands to each request, as far as it is used here. */
const nodeBindings = z.object({ outgoing: z.instanceof(ServerResponse) });

/**
 * Closes the connection of a reader that takes nothing of its answer. Nobody is cut who waits for an answer that
 * is not there yet, and streams of events look after their own readers.
 */
export const dropStalledReader = createMiddleware(async (context, next) => {
  const { success, data } = nodeBindings.safeParse(context.env);
  if (!success) return next();
  // The answer before on the same connection may have set it: this one begins once that has ended.
  data.outgoing.setTimeout(0);
  await next();
  const type = context.res.headers.get("content-type");
  if (type?.startsWith("text/event-stream") !== true) data.outgoing.setTimeout(lookMs);
});
