/** Whose turn it is when capacity is short, the first before all others: production never waits for them. */
export const lanes = ["production", "shadow", "eval", "monitor"] as const;

export type Lane = (typeof lanes)[number];
