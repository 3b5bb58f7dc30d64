import { z } from "zod";

const answerReportSchema = z.strictObject({
  /** Null where no answer came. */
  outcome: z.string().nullable(),
  /** Null where no eval applies. */
  passed: z.boolean().nullable(),
  score: z.number().nullable(),
  /** Cut after 4,000 characters. */
  output: z.string(),
  tool_calls: z.array(z.strictObject({ id: z.string(), name: z.string(), input: z.unknown() })),
  /** Those that apply. */
  evals: z.array(
    z.strictObject({
      name: z.string(),
      passed: z.boolean(),
      score: z.number(),
      reason: z.string(),
    }),
  ),
  error: z.string().nullable(),
});

/** A case of a run, with the answers of each version: one, or as many as the suite has repeats. */
export const caseReportSchema = z.strictObject({
  id: z.string(),
  tags: z.array(z.string()),
  candidate: z.array(answerReportSchema),
  /** Left out where one version ran alone. */
  baseline: z.array(answerReportSchema).exactOptional(),
});

export type AnswerReport = z.infer<typeof answerReportSchema>;
export type CaseReport = z.infer<typeof caseReportSchema>;
