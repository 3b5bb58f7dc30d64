export interface RateLimit {
  /** What a holder may use at once. */
  readonly burst: number;
  /** How fast that comes back. */
  readonly perSecond: number;
}

/** Takes one of the holder's tokens. Null where there was one, else the milliseconds until there is. */
export type RateLimiter = (holder: string) => number | null;

/** A token bucket for each holder. `now` is in milliseconds and never goes back. */
export function createRateLimiter(
  { burst, perSecond }: RateLimit,
  now: () => number = () => performance.now(),
): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  return (holder) => {
    const at = now();
    const bucket = buckets.get(holder) ?? { tokens: burst, at };
    const tokens = Math.min(burst, bucket.tokens + ((at - bucket.at) / 1_000) * perSecond);
    const left = tokens < 1 ? tokens : tokens - 1;
    buckets.set(holder, { tokens: left, at });
    return tokens < 1 ? Math.ceil(((1 - tokens) / perSecond) * 1_000) : null;
  };
}
