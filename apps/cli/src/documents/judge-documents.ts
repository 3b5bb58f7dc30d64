import { judgeCardSchema } from "@promptrail/evals";
import { z } from "zod";

/** What came of labelling. */
export const judgeLabelDocument = z.object({
  family: z.string(),
  judge: z.string(),
  labels_file: z.string(),
  drawn: z.int().describe("answers, or pairs of them, that were drawn to be labelled"),
  labelled: z.int().describe("of those, labelled by now"),
  added: z.int().describe("labelled by this command"),
  complete: z
    .boolean()
    .describe("true where all are labelled, so that the labels can correct the run's figures"),
});

/** What came of a calibration. */
export const judgeCalibrateDocument = z.object({
  family: z.string(),
  judge: z.string(),
  card_file: z.string().nullable().describe("null where it was stopped, and no card was written"),
  card: judgeCardSchema.nullable(),
  card_hash: z.string().nullable(),
  may_gate: z.boolean(),
  reasons: z.array(z.string()).describe("why it may not gate"),
  labels: z.int(),
  done: z.int().describe("labels on which the judge has voted"),
  calls: z.int().describe("requests to the judge by this command"),
  cost: z.number().nullable().describe("US dollars of them; null: unknown"),
});
