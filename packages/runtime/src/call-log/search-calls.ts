import { PromptrailError } from "@promptrail/core";
import type { CallLog, FoundCalls, LoggedCall } from "@promptrail/core/call-log";
import { mostSearchedDays, usualSearchMs } from "@promptrail/core/portable";
import type { ListRequest, SearchRequest } from "./call-log-use-cases.js";
import { requireSpan } from "./require-span.js";

const usualLimit = 50;
const dayMs = 86_400_000;

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function listCalls(
  log: Pick<CallLog, "read" | "search">,
  { text, ...request }: ListRequest,
  now: Date,
): Promise<FoundCalls> {
  const { bodies, limit = usualLimit, ...filter } = request;
  if (text === undefined) {
    return { calls: await log.read({ ...filter, bodies, limit }), searchedSince: null };
  }
  return searchCalls(log, { ...filter, family: filter.family ?? "", text, limit }, now);
}

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function searchCalls(
  log: Pick<CallLog, "search">,
  request: SearchRequest,
  now: Date,
): Promise<FoundCalls> {
  const { limit = usualLimit, withinMs = usualSearchMs, ...asked } = request;
  // By one clock, read once: the time that is searched by default is as long as it may be.
  const end = asked.before ?? now;
  const { since = new Date(end.getTime() - mostSearchedDays * dayMs) } = asked;
  const search = { ...asked, since };
  requireSpan(search, { days: mostSearchedDays, now });
  if (typeof search.family !== "string" || search.family === "") {
    throw invalid("The search names no family. Name the family whose calls are searched.");
  }
  if (typeof search.text !== "string" || search.text.trim() === "") {
    throw invalid("The search has no text. Name what is looked for, or read the calls instead.");
  }
  return log.search({ ...search, limit, withinMs });
}

/** @throws PromptrailError `unknown_call`, `store_unavailable`. */
export async function findCall(log: Pick<CallLog, "read">, id: string): Promise<LoggedCall> {
  const [call] = await log.read({ ids: [id], limit: 1 });
  if (call !== undefined) return call;
  throw new PromptrailError(
    "unknown_call",
    `The call log has no call "${id}". Its time there may have ended, its subject may have been erased, or it was made in another environment.`,
    { id },
  );
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, {});
}
