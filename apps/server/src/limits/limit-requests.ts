import type { ApiKey } from "@promptrail/core";
import type { Route } from "@promptrail/http-api";
import { RequestError } from "../http/request-error.js";
import { createRateLimiter, type RateLimit } from "./rate-limiter.js";

export interface RequestLimits {
  readonly rollback: RateLimit;
  readonly others: RateLimit;
}

export const defaultLimits: RequestLimits = {
  rollback: { burst: 20, perSecond: 2 },
  others: { burst: 2_000, perSecond: 1_000 },
};

export type RequestLimiter = (key: ApiKey, route: Route) => void;

/** Limits each key. Rollbacks have a bucket of their own: no flood of anything else can block one. */
export function createRequestLimiter(limits: RequestLimits): RequestLimiter {
  const rollback = createRateLimiter(limits.rollback);
  const others = createRateLimiter(limits.others);
  return (key, route) => {
    const waitMs = (route.scope === "rollback" ? rollback : others)(key.id);
    if (waitMs === null) return;
    throw new RequestError(`The key "${key.name}" sends too many requests. Wait ${waitMs} ms.`, {
      status: 429,
      data: { retry_after_ms: waitMs },
      headers: { "retry-after": String(Math.ceil(waitMs / 1_000)) },
    });
  };
}
