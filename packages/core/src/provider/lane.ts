/** Whose turn it is when capacity is short: production never waits for the others. */
export type Lane = "production" | "shadow" | "eval" | "monitor";
