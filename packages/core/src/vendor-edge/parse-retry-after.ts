/** The slice of a reply's headers that is read here. */
interface ReplyHeaders {
  get(name: string): string | null;
}

/**
 * How long a reply asks to wait, in milliseconds from 0, or undefined where it does not say.
 * `retry-after-ms` comes before `retry-after`; a date counts from the reply's own `date`, as clocks differ.
 */
export function parseRetryAfter(headers: ReplyHeaders): number | undefined {
  const milliseconds = toNumber(headers.get("retry-after-ms"));
  if (milliseconds !== undefined) return Math.max(0, Math.round(milliseconds));
  const text = headers.get("retry-after");
  const seconds = toNumber(text);
  if (seconds !== undefined) return Math.max(0, Math.round(seconds * 1000));
  const until = Date.parse(text ?? "");
  if (Number.isNaN(until)) return undefined;
  const sent = Date.parse(headers.get("date") ?? "");
  return Math.max(0, until - (Number.isNaN(sent) ? Date.now() : sent));
}

function toNumber(text: string | null): number | undefined {
  if (text === null || !/^\s*-?\d+(\.\d+)?\s*$/.test(text)) return undefined;
  return Number(text);
}
