import { PromptrailError } from "@promptrail/core";

interface Span {
  readonly since: Date;
  readonly before?: Date | undefined;
}

/**
 * Checks a time that is asked about.
 *
 * @param most The longest, from its begin to its end, or to now; null for any.
 * @throws PromptrailError `request_invalid`.
 */
export function requireSpan(
  { since, before }: Span,
  most: { readonly days: number; readonly now: Date } | null,
): void {
  for (const [name, time] of Object.entries({ since, before })) {
    if (time === undefined && name === "before") continue;
    if (isDate(time)) continue;
    throw invalid(
      `\`${name}\` is not a time. Give a Date${name === "since" ? "" : ", or leave it out for now"}.`,
    );
  }
  if (before !== undefined && before <= since) {
    throw invalid(
      "`before` is not after `since`, and nothing is between them. Give an earlier `since`.",
    );
  }
  if (most === null) return;
  const end = before ?? most.now;
  if (end.getTime() - since.getTime() <= most.days * 86_400_000) return;
  throw invalid(
    `The time is longer than ${most.days} days, the most that is searched at once. Give a later \`since\`, or an earlier \`before\`.`,
  );
}

/** Of any realm. */
function isDate(value: unknown): boolean {
  const isOne = Object.prototype.toString.call(value) === "[object Date]";
  return isOne && !Number.isNaN(Number(value));
}

function invalid(message: string): PromptrailError {
  return new PromptrailError("request_invalid", message, {});
}
