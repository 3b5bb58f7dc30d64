import { noUsage } from "@promptrail/core";
import { z } from "zod";
import type { RunAnswer } from "../run-answer.js";

const amount = z.number().min(0).nullable().catch(null);

const spendingSchema = z.object({
  usage: z
    .object({
      input: amount,
      output: amount,
      cacheRead: amount,
      cacheWrite: amount,
      reasoning: amount,
    })
    .catch({ ...noUsage }),
  cost: amount,
});

/** What an answer used and cost. What a run leaves out, or gives as no number, is unknown: never zero, never a sum. */
export function readSpending(answer: RunAnswer): z.infer<typeof spendingSchema> {
  return spendingSchema.parse(answer);
}
