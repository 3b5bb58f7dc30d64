import { comparisonReportSchema } from "@promptrail/evals/run";
import { z } from "zod";

/** Two versions of a family, compared. */
export const compareDocument = comparisonReportSchema.extend({
  environment: z.string(),
  run: z
    .object({
      cases: z.int(),
      missing: z.int().describe("cases that have no answers, and so are in no pair"),
      stop: z
        .enum(["asked", "refused", "cost", "calls", "unknown_cost"])
        .nullable()
        .describe("why it ended before its last case; null where it did not"),
    })
    .nullable()
    .describe("how the dataset was run; null for shadow runs"),
});
