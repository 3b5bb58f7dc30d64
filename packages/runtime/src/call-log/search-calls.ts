import { PromptrailError } from "@promptrail/core";
import type { CallLog, FoundCalls, LoggedCall } from "@promptrail/core/call-log";
import type { SearchRequest } from "./call-log-use-cases.js";
import { requireSpan } from "./require-span.js";

/** The longest time that is searched at once, in days. */
export const mostSearchedDays = 7;
/** A search ends after this, where it names no other time. */
export const usualSearchMs = 5_000;
const usualLimit = 50;

/** @throws PromptrailError `request_invalid`, `store_unavailable`. */
export async function searchCalls(
  log: Pick<CallLog, "search">,
  request: SearchRequest,
  now: Date,
): Promise<FoundCalls> {
  const { limit = usualLimit, withinMs = usualSearchMs, ...search } = request;
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
