import { isError } from "../../errors/any-error.js";
import { cutText } from "../../errors/list-some.js";
import type { ProviderErrorKind } from "../../errors/provider-error.js";
import { ProviderError } from "../../errors/provider-error.js";
import type { ReplyHeaders } from "../reply-headers.js";
import { FailedReply } from "./failed-reply.js";

const kindOfStatus: Readonly<Record<number, ProviderErrorKind>> = {
  401: "auth",
  402: "quota",
  403: "auth",
  404: "not_found",
  408: "timeout",
  429: "rate_limited",
  503: "overloaded",
  504: "timeout",
  529: "overloaded",
};

/** What an HTTP status says of a failed call, where the vendor's own words say nothing better. */
export function mapReplyStatus(status: number): ProviderErrorKind {
  return kindOfStatus[status] ?? (status >= 500 ? "server_error" : "bad_request");
}

/** A vendor as messages name it. */
export interface VendorWords {
  readonly name: string;
  /** The environment variable that holds the key. */
  readonly keyVariable: string;
}

/** What to do about a failed call, in a sentence. */
export function adviseOnFailure(
  kind: ProviderErrorKind,
  { name, keyVariable }: VendorWords,
): string {
  const advice = {
    rate_limited: `Wait and try again, or ask ${name} for a higher limit.`,
    overloaded: `${name} is overloaded; try again later.`,
    server_error: "Try again later.",
    timeout: "Give the call more time, or try again later.",
    quota: `Add credit to the ${name} account.`,
    auth: `Check the key in ${keyVariable} and its permissions.`,
    bad_request: "Change the request: sent again, it will be refused again.",
    not_found: "Check the model's name and the base URL.",
    network: "Check the connection and the base URL, then try again.",
    cancelled: "The caller cancelled the call.",
  } satisfies Record<ProviderErrorKind, string>;
  return advice[kind];
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

/** True for what Node's fetch throws when the other side closes inside a body. */
export function isBrokenConnection(error: unknown): boolean {
  return isError(error) && (error.name === "TypeError" || error.name === "AbortError");
}

/** The error itself, unless its own message repeats a key: loggers print causes too. */
export function toSafeCause(error: unknown, ...keys: readonly string[]): unknown {
  const words = error instanceof FailedReply ? JSON.stringify(error.told) : String(error);
  return hideKeys(words, ...keys) === words ? error : undefined;
}

/** The ProviderError that was thrown, or that a vendor's client has wrapped; null where there is none. */
export function findProviderError(error: unknown): ProviderError | null {
  if (error instanceof ProviderError) return error;
  const cause = isError(error) ? error.cause : undefined;
  return cause instanceof ProviderError ? cause : null;
}

/** What vendors' keys look like, whole or half masked, as their own error messages repeat them. */
const keyShape = /\b(?:sk|pk|rk|ds)-[A-Za-z0-9_*.-]{4,}/g;

/** A vendor's words without keys: the given ones, and all that look like one, become `[key]`. */
export function hideKeys(text: string, ...keys: readonly (string | undefined)[]): string {
  // A key that is part of another must not leave the rest of it.
  const longestFirst = keys
    .filter((key) => key !== undefined)
    .filter((key) => key !== "")
    .toSorted((one, other) => other.length - one.length);
  return longestFirst
    .reduce((words, key) => words.replaceAll(key, "[key]"), text)
    .replace(keyShape, "[key]");
}

/** What people read of an error, and what a log keeps of it. */
export const mostCharacters = 1_000;

/** A vendor's words for a message, cut where they are long: an error's body may be a whole page. */
export function cutWords(words: string): string {
  if (words.length <= mostCharacters) return words;
  return `${cutText(words, mostCharacters)} (${words.length} characters)`;
}
