/** What every decision of a benchmark says alike: who makes it, why, and that nobody looked before. */
export const benchCommand = {
  actor: "bench",
  source: "library",
  reason: "a bench",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
} as const;
