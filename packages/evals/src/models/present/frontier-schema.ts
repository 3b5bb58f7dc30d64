import { z } from "zod";
import { earlierOfModelsSchema, evalReportSchema } from "../../report/json/report-schema.js";

const estimate = z.strictObject({ value: z.number(), lower: z.number(), upper: z.number() });

const qualitySchema = z.strictObject({
  n: z.number(),
  units: z.number(),
  /** This model less the own one, in points of the score (0 to 1). */
  difference: z.number(),
  /** One-sided; the bounds of all models hold together at 1 − alpha. */
  at_least: z.number(),
  /** Of "worse by the margin or more", before Holm's correction. */
  p: z.number(),
  /** Of "not worse", before Holm's correction. */
  harm_p: z.number(),
  stand: z.enum(["not_worse", "worse", "not_shown"]),
});

const costSchema = z.strictObject({
  n: z.number(),
  units: z.number(),
  /** This model's mean cost divided by the own one's. */
  ratio: z.number(),
  /** One-sided; the bounds of all models hold together at 1 − alpha. Null: the cases bound nothing. */
  at_most: z.number().nullable(),
  /** Of "not cheaper", before Holm's correction. */
  p: z.number(),
  /** Of "cheaper", before Holm's correction. */
  dearer_p: z.number(),
  stand: z.enum(["cheaper", "not_cheaper", "not_shown"]),
});

const pointSchema = z.strictObject({
  model: z.string(),
  own: z.boolean(),
  content_hash: z.string(),
  /** The mean score; the intervals of all models hold together with 95 %. Null without a score. */
  quality: estimate.nullable(),
  /** US dollars an answer, likewise. Null where it is unknown, never 0. */
  cost: estimate.nullable(),
  dominated_by: z.strictObject({ model: z.string(), shown: z.boolean() }).nullable(),
  /** Whether the model is cheaper and not worse at the margin; null for the version's own model. */
  verdict: z.enum(["yes", "no", "inconclusive"]).nullable(),
  reasons: z.array(z.string()),
  quality_difference: qualitySchema.nullable(),
  /** Null where a cost is unknown: there is no verdict on cost then. */
  cost_difference: costSchema.nullable(),
  figures: evalReportSchema.shape.side,
});

/** The JSON report of one prompt on several models. It is no evidence. */
export const frontierReportSchema = z.strictObject({
  report: z.literal("models"),
  family: z.string(),
  version: z.number(),
  dataset_hash: z.string(),
  suite_hash: z.string(),
  total: z.number(),
  missing: z.number(),
  earlier: earlierOfModelsSchema.exactOptional(),
  repeats: z.number(),
  margin: z.number(),
  alpha: z.number(),
  /** The version's own model first. */
  models: z.array(pointSchema),
  /** The cheapest model with the verdict `yes`; null without one. */
  best: z.string().nullable(),
  judges: evalReportSchema.shape.judges,
});

export type FrontierReport = z.infer<typeof frontierReportSchema>;
