import { z } from "zod";

const count = z.number();
const counts = z.record(z.string(), count);
const interval = z.strictObject({ lower: z.number(), upper: z.number() });

const difference = {
  n: count,
  /** Independent ones: clusters where pairs share one, else pairs. */
  units: count,
  /** b − a of shares; b/a − 1 of quantities, by their geometric means. */
  difference: z.number().nullable(),
  /** Valid at every look, at 1 − alpha. */
  interval: interval.nullable(),
  method: z.enum(["mcnemar", "betting", "asymptotic", "sign"]),
  p: z.number().nullable(),
  verdict: z.enum(["better", "worse", "longer", "shorter", "no_difference_shown", "too_few_pairs"]),
  wins: count,
  losses: count,
  ties: count,
  smallest_effect: z.number().nullable(),
};

/** A share with its interval, or a geometric mean without one. */
const sideValue = z.strictObject({
  value: z.number(),
  lower: z.number().exactOptional(),
  upper: z.number().exactOptional(),
});

const measureSchema = z.strictObject({
  name: z.string(),
  scale: z.enum(["share", "ratio"]),
  unit: z.enum(["share", "characters", "ms", "tokens", "usd"]),
  better: z.enum(["higher", "lower"]).nullable(),
  missing: count,
  a: sideValue.nullable(),
  b: sideValue.nullable(),
  ...difference,
  without_vendor_failures: z.strictObject(difference).nullable(),
});

const shownSide = z.strictObject({
  ended: z.string(),
  score: z.number().nullable(),
  /** Cut after 1,000 characters; null where it is not kept. */
  text: z.string().nullable(),
});

/** The JSON report of two versions compared on pairs. */
export const comparisonReportSchema = z.strictObject({
  report: z.literal("comparison"),
  family: z.string(),
  a: count,
  b: count,
  source: z.enum(["shadow", "dataset"]),
  alpha: z.number(),
  given: count,
  compared: count,
  excluded: z.strictObject({ a: counts, b: counts }),
  /** Compared pairs of which a side's answer is not kept. */
  without_text: count,
  /** Null where there are no shadow runs; null in it: nobody counted. */
  lost: z
    .strictObject({
      shed: count.nullable(),
      paused: count.nullable(),
      cut: count.nullable(),
      step: count.nullable(),
      budget: count.nullable(),
      late: count.nullable(),
      failed: count.nullable(),
      unlogged: count.nullable(),
      unpaired: count.nullable(),
    })
    .nullable(),
  failures: counts,
  measures: z.array(measureSchema),
  evals: z.array(
    z.strictObject({
      name: z.string(),
      judged: count,
      without_text: count,
      without_ground_truth: count,
      not_applicable: count,
      one_sided: count,
      errors: count,
      first_error: z.string().nullable(),
    }),
  ),
  examples: z.array(
    z.strictObject({
      id: z.string(),
      a: shownSide,
      b: shownSide,
      /** Evals that one side passes and the other does not. */
      reasons: z.array(
        z.strictObject({ eval: z.string(), side: z.enum(["a", "b"]), reason: z.string() }),
      ),
      text_difference: z.number().nullable(),
    }),
  ),
});

export type ComparisonReport = z.infer<typeof comparisonReportSchema>;
