import type { CallFilter } from "./call-query.js";
import type { LoggedCall } from "./logged-call.js";
import { toOutcomeWord } from "./outcome-word.js";

/** Whether a call is one of those that a filter names. */
export function fitsFilter(call: LoggedCall, filter: CallFilter): boolean {
  const { family, version, lane, outcome, shape, runId, since, before } = filter;
  return (
    (family === undefined || call.family === family) &&
    (version === undefined || call.version === version) &&
    (lane === undefined || call.lane === lane) &&
    (outcome === undefined || toOutcomeWord(call) === outcome) &&
    (shape === undefined || (call.shape ?? []).includes(shape)) &&
    (runId === undefined || call.runId === runId) &&
    (since === undefined || call.startedAt >= since) &&
    (before === undefined || call.startedAt < before)
  );
}

/** Whether a text stands in what was said, without regard to case: in a value, not in a name. */
export function says({ context, messages, text, data }: LoggedCall, looked: string): boolean {
  const wanted = looked.toLowerCase();
  const waiting: unknown[] = [
    context,
    text,
    data,
    ...(messages ?? []).map(({ content }) => content),
  ];
  for (const value of waiting) {
    if (typeof value === "string" && value.toLowerCase().includes(wanted)) return true;
    if (typeof value === "number" && String(value).includes(wanted)) return true;
    if (typeof value !== "object" || value === null) continue;
    const members: readonly unknown[] = Object.values(value);
    waiting.push(...members);
  }
  return false;
}

/** The call with what was said left out. */
export function withoutBody(call: LoggedCall): LoggedCall {
  return { ...call, context: null, messages: null, text: null, data: null };
}
