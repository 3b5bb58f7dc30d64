import { type LoggedCall, readLoggedCall, type StoredCall } from "@promptrail/core/call-log";

/** What was said in a call: a row of its own. */
export type CallBody = Pick<LoggedCall, "context" | "messages" | "text" | "data">;

export interface CallRow {
  readonly figures: Omit<StoredCall, keyof CallBody>;
  /** Null where none is kept, or nobody asked for it. */
  readonly body: CallBody | null;
}

/** A call → its two parts, as JSON; no body where nothing of it is kept. */
export function toCallTexts(call: LoggedCall): { figures: string; body: string | null } {
  const { context, messages, text, data, ...figures } = call;
  const isKept = call.bodyLoss === null && !isNothing({ context, messages, text, data });
  return {
    figures: JSON.stringify(figures),
    body: isKept ? JSON.stringify({ context, messages, text, data } satisfies CallBody) : null,
  };
}

function isNothing(body: CallBody): boolean {
  return Object.values(body).every((part) => part === null);
}

export function fromCallRow({ figures, body }: CallRow, asked: boolean): LoggedCall {
  const call = readLoggedCall({ ...figures, ...body });
  if (body !== null || !asked || call.bodyLoss !== null || hadNone(call)) return call;
  return { ...call, bodyLoss: "expired" };
}

/** A call of which nothing but its begin is known never had one. */
function hadNone({ durationMs }: LoggedCall): boolean {
  return durationMs === null;
}

/** The day in UTC: `2026-11-30`. */
export function toDay(at: Date): string {
  return at.toISOString().slice(0, 10);
}
