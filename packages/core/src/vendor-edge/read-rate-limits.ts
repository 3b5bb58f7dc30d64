import { type RateLimits, toShareLeft } from "../provider/rate-limits.js";
import type { ReplyHeaders } from "./reply-headers.js";

/** Where a vendor tells what it grants: headers in which `*` stands for `limit`, `remaining` and `reset`. */
export interface RateLimitHeaders {
  readonly requests: readonly string[];
  readonly tokens: readonly string[];
}

interface Grant {
  readonly left: number;
  readonly limit: number | null;
  readonly resetAt: number | null;
}

const unit: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** A larger plain number is a time since 1970, in seconds or in milliseconds. */
const longestSeconds = 1e9;
const longestEpochSeconds = 1e11;

/**
 * What a reply's headers say of the vendor's limits; null where they say nothing that can be read. A `reset` is a
 * duration (`6m0s`, `12ms`, `20`, in seconds) or a time, which counts from the reply's own `date`, as clocks differ.
 *
 * @param now milliseconds since 1970, when the reply came.
 */
export function readRateLimits(
  headers: ReplyHeaders,
  names: RateLimitHeaders,
  now = Date.now(),
): RateLimits | null {
  const reply = { headers, now };
  const requests = readScarcest(reply, names.requests);
  const tokens = readScarcest(reply, names.tokens);
  const scarcest =
    requests !== null && tokens !== null ? findScarcer(requests, tokens) : (requests ?? tokens);
  if (scarcest === null) return null;
  return {
    requestsLeft: requests?.left ?? null,
    requestsLimit: requests?.limit ?? null,
    tokensLeft: tokens?.left ?? null,
    tokensLimit: tokens?.limit ?? null,
    resetAt: scarcest.resetAt === null ? null : new Date(scarcest.resetAt),
  };
}

interface ReadReply {
  readonly headers: ReplyHeaders;
  readonly now: number;
}

function readScarcest(reply: ReadReply, patterns: readonly string[]): Grant | null {
  let scarcest: Grant | null = null;
  for (const pattern of patterns) {
    const grant = readGrant(reply, pattern);
    if (grant !== null) scarcest = scarcest === null ? grant : findScarcer(scarcest, grant);
  }
  return scarcest;
}

function readGrant({ headers, now }: ReadReply, pattern: string): Grant | null {
  const names = toNames(pattern);
  const left = toCount(headers.get(names.remaining));
  if (left === null) return null;
  const sent = Date.parse(headers.get("date") ?? "");
  const clock = { now, ahead: Number.isNaN(sent) ? 0 : sent - now };
  const resetAt = toResetAt(headers.get(names.reset), clock);
  return { left, limit: toCount(headers.get(names.limit)), resetAt };
}

type GrantNames = Readonly<Record<"remaining" | "limit" | "reset", string>>;

/** Of the few patterns that there are: this is done for each reply. */
const namesOf = new Map<string, GrantNames>();

function toNames(pattern: string): GrantNames {
  const known = namesOf.get(pattern);
  if (known !== undefined) return known;
  const name = (part: string) => pattern.replace("*", part);
  const names = { remaining: name("remaining"), limit: name("limit"), reset: name("reset") };
  namesOf.set(pattern, names);
  return names;
}

/** That of which the smaller share is left; one whose limit is unknown counts as whole. */
function findScarcer(one: Grant, other: Grant): Grant {
  return toShareLeft(other.left, other.limit) < toShareLeft(one.left, one.limit) ? other : one;
}

interface Clock {
  readonly now: number;
  /** How much the vendor's clock is ahead of ours, in milliseconds. */
  readonly ahead: number;
}

/** Whole or not, from 0; null for what is no number. */
function toCount(text: string | null): number | null {
  if (text === null || !/^\s*\d{1,15}(\.\d{1,9})?\s*$/.test(text)) return null;
  return Number(text);
}

function toResetAt(text: string | null, { now, ahead }: Clock): number | null {
  if (text === null) return null;
  const number = toCount(text);
  if (number !== null) {
    if (number <= longestSeconds) return now + number * 1_000;
    return (number <= longestEpochSeconds ? number * 1_000 : number) - ahead;
  }
  const duration = toDuration(text.trim());
  if (duration !== null) return now + duration;
  const time = /^\d{4}-|^[A-Z][a-z]{2},/.test(text.trim()) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : time - ahead;
}

/** `1h2m3.5s` in milliseconds, as OpenAI writes it; null for anything else. */
function toDuration(text: string): number | null {
  if (text.length > 60 || !/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(text)) return null;
  const parts = text.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g);
  const total = [...parts].reduce(
    (sum, [, count, name]) => sum + Number(count) * (unit[name ?? ""] ?? 0),
    0,
  );
  return total < longestSeconds * 1_000 ? total : null;
}
