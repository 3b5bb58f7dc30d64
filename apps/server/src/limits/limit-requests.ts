import { setTimeout as delay } from "node:timers/promises";
import type { ApiKey } from "@promptrail/core/lifecycle";
import type { Route } from "@promptrail/http-api";
import { RequestError } from "../problems/request-error.js";
import { toHolder } from "./client-address.js";

export interface RequestLimits {
  readonly rollback: RateLimit;
  /** Of rollbacks of many families: each is up to a thousand decisions. */
  readonly rollbackAll: RateLimit;
  readonly others: RateLimit;
  /** Of an address, for keys that are not right. A right one is taken whatever its address did. */
  readonly failedKeys: FailureLimit;
}

export interface FailureLimit extends RateLimit {
  /** So long, more or less, an answer beyond it is held back: a connection that floods waits, and the others are served. */
  readonly holdMs: number;
}

export const defaultLimits: RequestLimits = {
  rollback: { burst: 20, perSecond: 2 },
  rollbackAll: { burst: 200, perSecond: 20 },
  others: { burst: 2_000, perSecond: 1_000 },
  failedKeys: { burst: 50, perSecond: 5, holdMs: 5_000 },
};

export type RequestLimiter = (key: ApiKey, route: Route) => void;

/** Limits each key. Rollbacks have buckets of their own: no flood of anything else can block one. */
export function createRequestLimiter(limits: RequestLimits): RequestLimiter {
  const take = {
    rollback: createRateLimiter(limits.rollback),
    rollbackAll: createRateLimiter(limits.rollbackAll),
    others: createRateLimiter(limits.others),
  };
  return (key, { scope, rate }) => {
    const waitMs = take[rate ?? (scope === "rollback" ? "rollback" : "others")](key.id);
    if (waitMs !== null) {
      throw tooMany(`The key "${key.name}" sends too many requests. Wait ${waitMs} ms.`, waitMs);
    }
  };
}

/** Told of each failed authentication and its address. Rejects with RequestError 429 where it is one too many. */
export type FailureLimiter = (address: string) => Promise<void>;

export function createFailureLimiter({ failedKeys }: RequestLimits): FailureLimiter {
  const take = createRateLimiter(failedKeys);
  return async (address) => {
    const waitMs = take(toHolder(address));
    if (waitMs === null) return;
    // Spread, so that not all of a flood come back in one turn of the event loop.
    await delay(failedKeys.holdMs * (0.5 + Math.random()), undefined, { ref: false });
    throw tooMany(
      `Too many requests with unknown API keys came from this address. Send a valid key, or wait ${waitMs} ms.`,
      waitMs,
    );
  };
}

function tooMany(message: string, waitMs: number): RequestError {
  return new RequestError(message, {
    status: 429,
    data: { retry_after_ms: waitMs },
    headers: { "retry-after": String(Math.ceil(waitMs / 1_000)) },
  });
}

export interface RateLimit {
  /** What a holder may use at once. */
  readonly burst: number;
  /** How fast that comes back. */
  readonly perSecond: number;
}

/** Takes one of the holder's tokens. Null where there was one, else the milliseconds until there is. */
export type RateLimiter = (holder: string) => number | null;

/** So many holders are remembered; beyond them, the one that was longest away begins anew. */
export const mostHolders = 10_000;

/** A token bucket for each holder. `now` is in milliseconds and never goes back. */
export function createRateLimiter(
  { burst, perSecond }: RateLimit,
  now: () => number = () => performance.now(),
): RateLimiter {
  const buckets = new Map<string, Bucket>();
  const refillMs = (burst / perSecond) * 1_000;
  return (holder) => {
    const at = now();
    const bucket = buckets.get(holder) ?? { tokens: burst, at };
    buckets.delete(holder);
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
    const left = tokens < 1 ? tokens : tokens - 1;
    buckets.set(holder, { tokens: left, at });
    forget(buckets, (longest) => at - longest.at >= refillMs);
    return tokens < 1 ? Math.ceil(((1 - tokens) / perSecond) * 1_000) : null;
  };
}

interface Bucket {
  readonly tokens: number;
  readonly at: number;
}

/** Whoever has all tokens again needs no bucket. They stand in the order in which they were used last. */
function forget(buckets: Map<string, Bucket>, isFull: (bucket: Bucket) => boolean): void {
  for (const [holder, bucket] of buckets) {
    if (buckets.size <= mostHolders && !isFull(bucket)) return;
    buckets.delete(holder);
  }
}
