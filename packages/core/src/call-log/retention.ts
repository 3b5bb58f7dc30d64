/** For how many days something is kept. A closed list: each has partitions of its own, which are dropped whole. */
export const retentionDays = [7, 30, 90, 365] as const;

export type RetentionDays = (typeof retentionDays)[number];

/** How long the two parts of a call are kept. */
export interface Retention {
  /** What came of it: outcome, tokens, cost, times. */
  readonly figures: RetentionDays;
  /** What was said. */
  readonly bodies: RetentionDays;
}

export const defaultRetention: Retention = Object.freeze({ figures: 365, bodies: 30 });
