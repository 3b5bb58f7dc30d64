import { judgeCardSchema } from "@promptrail/evals/run";
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
  counts: z
    .array(
      z.object({
        part: z.string().describe("score, preference, or the name of a criterion"),
        words: z.array(z.object({ choice: z.string(), labels: z.int() })),
        bad: z.int().describe("answers that people find bad, with a score of at most 0.3"),
        bad_needed: z
          .int()
          .nullable()
          .describe("of those at least, for a card that may gate; null: no number is enough"),
      }),
    )
    .describe("all labels of the judge by now, part by part"),
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
