/** What an answer that is no refusal may hold at most, in bytes, by what it is. */
export const largestAnswers = {
  /** The process itself, or what was asked for alone. */
  fact: 1_000_000,
  /** What a change did. */
  change: 4_000_000,
  /** A whole state, or a list. */
  whole: 32_000_000,
  /** What a vendor answered, which it may have done at such length: told as text and as data. */
  call: 100_000_000,
} as const;

/** The server is the one that gives up first, and says why: a client waits for so much longer. */
export const marginMs = 10_000;
