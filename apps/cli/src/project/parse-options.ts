import { PromptrailError } from "@promptrail/core";
import { suggest, toErrorText } from "@promptrail/core/errors";
import { largestVersion } from "@promptrail/core/portable";

/** What a whole number may be, both included. */
interface CountRange {
  /** Default: 1. */
  readonly least?: number;
  /** Default: what stores keep, 2,147,483,647. */
  readonly most?: number;
}

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseVersion(text: string, name = "The version"): number {
  return readCount(text.replace(/^v(?=\d)/, ""), { text, name });
}

/** @throws PromptrailError `request_invalid`, which names the argument and its range. */
export function parseCount(text: string, name: string, range: CountRange = {}): number {
  return readCount(text, { text, name }, range);
}

/** More sockets to one address are not opened. */
const mostAtOnce = 1_024;

/** @throws PromptrailError `request_invalid`. */
export function parseConcurrency(text: string): number {
  return parseCount(text, "--concurrency", { most: mostAtOnce });
}

function readCount(
  digits: string,
  { text, name }: { readonly text: string; readonly name: string },
  { least = 1, most = largestVersion }: CountRange = {},
): number {
  const number = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a whole number from ${least} to ${most}, not "${text}".`,
    { argument: name },
  );
}

/** @throws PromptrailError `request_invalid`, which names the argument. */
export function parseDollars(text: string, name: string): number {
  const amount = /^\$?(\d{1,9}(\.\d{1,9})?)$/.exec(text)?.[1];
  const dollars = Number(amount ?? 0);
  if (dollars > 0) return dollars;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be an amount of US dollars such as 2.50, not "${text}".`,
    { argument: name },
  );
}

/** @throws PromptrailError `request_invalid`, which names the argument and what it may be. */
export function parseChoices<Choice extends string>(
  texts: readonly string[],
  choices: readonly Choice[],
  name: string,
): readonly Choice[] {
  return texts.map((text) => {
    const choice = choices.find((each) => each === text);
    if (choice !== undefined) return choice;
    throw new PromptrailError(
      "request_invalid",
      `${name} must be one of ${choices.join(", ")}, not "${text}".${suggest(text, choices)}`,
      { argument: name },
    );
  });
}

/** @throws PromptrailError `request_invalid`, which names the argument, for what is no regular expression. */
export function parsePattern(text: string, name: string): RegExp {
  if (text === "") {
    throw new PromptrailError(
      "request_invalid",
      `${name} is empty, and would be found everywhere. Give a regular expression such as ^refund-, or leave ${name} out.`,
      { argument: name },
    );
  }
  try {
    return new RegExp(text, "u");
  } catch (error) {
    throw new PromptrailError(
      "request_invalid",
      `${name} must be a regular expression such as ^refund-, not "${text}": ${toErrorText(error)}.`,
      { argument: name },
      error,
    );
  }
}

/** As long as a reason of a decision may be. */
const longestReason = 2_000;
/** Something that can be seen: neither spaces nor characters without a width. */
const visible = /[^\p{C}\p{Z}]/u;

/** @throws PromptrailError `request_invalid` for a reason that says nothing, or is too long to be recorded. */
export function parseReason(text: string, name: string): string {
  const reason = text.trim();
  if (visible.test(reason) && reason.length <= longestReason) return reason;
  throw new PromptrailError(
    "request_invalid",
    `${name} needs a reason of 1 to ${longestReason} characters: it is recorded.`,
    { argument: name },
  );
}

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

/**
 * `90d`, `12h`, `30m`, `45s` or `0`, in milliseconds.
 *
 * @throws PromptrailError `request_invalid`, which names the argument.
 */
export function parseDuration(text: string, name: string): number {
  const duration = readDuration(text);
  if (duration !== null) return duration;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a span of time such as 90d, 12h, 30m or 0, not "${text}".`,
    { argument: name },
  );
}

/** `2h` is two hours ago; else a day, or a moment, in UTC where it names no other zone. */
export function parseMoment(text: string, name: string, now: Date = new Date()): Date {
  if (/^\d{4}-\d\d-\d\d/.test(text)) {
    const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes("T");
    const moment = new Date(hasZone ? text : `${text}Z`);
    if (!Number.isNaN(moment.getTime())) return moment;
    throw new PromptrailError(
      "request_invalid",
      `${name} must be a time such as 2h, 7d, 2026-11-30 or 2026-11-30T14:00Z, not "${text}".`,
      { argument: name },
    );
  }
  return new Date(now.getTime() - parseDuration(text, name));
}

/**
 * When something ends: after a span of time (`90d`), at the end of a day (`2027-01-31`), or at a time
 * (`2027-01-31T12:00:00Z`).
 *
 * @throws PromptrailError `request_invalid`, which names the argument.
 */
export function parseEnd(text: string, name: string, now: Date): Date {
  const duration = readDuration(text);
  const end = duration === null ? readTime(text) : new Date(now.getTime() + duration);
  if (end !== null && end > now) return end;
  const reason = end === null ? `, not "${text}"` : `; ${end.toISOString()} is in the past`;
  throw new PromptrailError(
    "request_invalid",
    `${name} must be a span of time such as 90d or 12h, or a date such as 2027-01-31${reason}.`,
    { argument: name },
  );
}

function readDuration(text: string): number | null {
  if (text === "0") return 0;
  const [, digits, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (unit !== "s" && unit !== "m" && unit !== "h" && unit !== "d") return null;
  return Number(digits) * units[unit];
}

/** A day is the whole of it, in UTC. A day that no month has is none. */
function readTime(text: string): Date | null {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  if (!isDay && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    return null;
  }
  const time = new Date(isDay ? `${text}T23:59:59Z` : text);
  if (Number.isNaN(time.getTime())) return null;
  return isDay && !time.toISOString().startsWith(text) ? null : time;
}

/** @throws PromptrailError `request_invalid` for an option that was not given. */
export function requireOption(name: string, value: string | undefined): string {
  if (value !== undefined && value.trim() !== "") return value;
  throw new PromptrailError(
    "request_invalid",
    `${name} is missing: the history records it. Give it a text.`,
  );
}
