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
