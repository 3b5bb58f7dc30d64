/**
 * Tokens, as the vendor counted them; null where it did not say. `input` includes what was read from or
 * written to its cache.
 */
export interface TokenUsage {
  readonly input: number | null;
  readonly output: number | null;
  readonly cacheRead: number | null;
  readonly cacheWrite: number | null;
  /** Part of `output`. */
  readonly reasoning: number | null;
}

/** Nothing is known of what was used: what a provider begins with. It is not zero. */
export const noUsage: TokenUsage = Object.freeze({
  input: null,
  output: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
});
