/** How much of a limit is left, 0 to 1; 1 where it is not known. */
export function toShareLeft(left: number | null, limit: number | null): number {
  return left === null || limit === null || limit <= 0 ? 1 : left / limit;
}

/** What a vendor grants this key at the moment, by the headers of a reply. What they do not say is null. */
export interface RateLimits {
  readonly requestsLeft: number | null;
  /** How many requests the vendor grants in all. */
  readonly requestsLimit: number | null;
  /** Of input, of output or of both: those of which the smallest share is left. */
  readonly tokensLeft: number | null;
  readonly tokensLimit: number | null;
  /** By this process's clock: when what is scarcest is granted anew. */
  readonly resetAt: Date | null;
}
