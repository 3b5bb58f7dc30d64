import { setTimeout as delay } from "node:timers/promises";
import type { ApiKey } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";
import { RequestError } from "../problems/request-error.js";
import { toHolder } from "./client-address.js";
import { createRateLimiter, type RateLimit } from "./rate-limiter.js";

export interface RequestLimits {
  readonly rollback: RateLimit;
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
  others: { burst: 2_000, perSecond: 1_000 },
  failedKeys: { burst: 50, perSecond: 5, holdMs: 5_000 },
};

export type RequestLimiter = (key: ApiKey, route: Route) => void;

/** Limits each key. Rollbacks have a bucket of their own: no flood of anything else can block one. */
export function createRequestLimiter(limits: RequestLimits): RequestLimiter {
  const rollback = createRateLimiter(limits.rollback);
  const others = createRateLimiter(limits.others);
  return (key, route) => {
    const waitMs = (route.scope === "rollback" ? rollback : others)(key.id);
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
      `Too many keys that are not known here came from this address. Send one that is, or wait ${waitMs} ms.`,
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
