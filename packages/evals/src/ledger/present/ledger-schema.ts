import { z } from "zod";
import type { LedgerChange } from "../diff-ledger.js";
import type { LedgerFigures } from "../read-ledger.js";

/** What the answers of one version, or of one model, say of a prompt's instructions. */
export const ledgerReportSchema = z.strictObject({
  instructions: z.array(
    z.strictObject({
      id: z.string(),
      text: z.string(),
      /** First answers to which it applies. */
      judged: z.number(),
      obeyed: z.number(),
      /** The share with its 95 % interval; null where nothing was judged. */
      rate: z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() }).nullable(),
    }),
  ),
  /** The most conflicting first. */
  pairs: z.array(
    z.strictObject({
      first: z.string(),
      second: z.string(),
      both: z.number(),
      only_first: z.number(),
      only_second: z.number(),
      neither: z.number(),
      /** One-sided by Fisher's exact test, before Holm's correction. */
      p: z.number(),
      adjusted_p: z.number(),
      conflict: z.boolean(),
    }),
  ),
  alpha: z.number(),
  /** Cases whose first answer says nothing of instructions. */
  left_out: z.number(),
});

const instruction = { id: z.string(), text: z.string() };

/** How the instructions of two versions differ. */
export const ledgerChangeSchema = z.strictObject({
  drops: z.array(z.strictObject(instruction)),
  adds: z.array(z.strictObject(instruction)),
  changes: z.array(
    z.strictObject({
      ...instruction,
      n: z.number(),
      gained: z.number(),
      lost: z.number(),
      /** One-sided, of "obeyed no less often", before Holm's correction. */
      p: z.number(),
      less: z.boolean(),
    }),
  ),
});

export type LedgerReport = z.infer<typeof ledgerReportSchema>;
export type LedgerChangeReport = z.infer<typeof ledgerChangeSchema>;

/** The JSON report of a ledger. */
export function toLedgerReport({
  instructions,
  pairs,
  alpha,
  leftOut,
}: LedgerFigures): LedgerReport {
  return {
    instructions: instructions.map(({ id, text, judged, obeyed, rate }) => {
      return { id, text, judged, obeyed, rate: rate && { ...rate } };
    }),
    pairs: pairs.map(({ onlyFirst, onlySecond, adjustedP, isConflict, ...pair }) => ({
      first: pair.first,
      second: pair.second,
      both: pair.both,
      only_first: onlyFirst,
      only_second: onlySecond,
      neither: pair.neither,
      p: pair.p,
      adjusted_p: adjustedP,
      conflict: isConflict,
    })),
    alpha,
    left_out: leftOut,
  };
}

/** The JSON report of what a version changes in a ledger. */
export function toLedgerChangeReport({ drops, adds, changes }: LedgerChange): LedgerChangeReport {
  return {
    drops: drops.map(({ id, text }) => ({ id, text })),
    adds: adds.map(({ id, text }) => ({ id, text })),
    changes: changes.map(({ id, text, n, gained, lost, p, isLess }) => {
      return { id, text, n, gained, lost, p, less: isLess };
    }),
  };
}
