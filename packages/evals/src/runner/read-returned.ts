import { inspect } from "node:util";
import type { EvalResult } from "@promptrail/core";
import { cutText, omitUndefined } from "@promptrail/core/portable";
import { noUsage } from "@promptrail/core/provider-kit";
import { z } from "zod";

/** In UTF-16 units: a reason is for people, and a report repeats it. */
const longestReason = 4_000;

/** What an eval or a failure says for people, cut where it is long. */
export function cutReason(text: string): string {
  return cutText(text, longestReason);
}

const resultSchema = z.object({
  passed: z.boolean(),
  score: z.number().min(0).max(1),
  reason: z.unknown().optional(),
  variance: z.number().min(0).optional(),
});

/**
 * What an eval returned, read strictly: a judge model's JSON often holds a score as text, or none. Null is the
 * eval's word that it does not apply. Else what is wrong with it, with the cure.
 */
export function readEvalResult(returned: unknown): EvalResult | null | string {
  if (returned === null) return null;
  const parsed = resultSchema.safeParse(returned);
  if (parsed.success) {
    return { ...omitUndefined(parsed.data), reason: cutReason(String(parsed.data.reason)) };
  }
  const shown = inspect(returned, {
    depth: 1,
    maxArrayLength: 3,
    maxStringLength: 40,
    breakLength: Number.POSITIVE_INFINITY,
  });
  return `returned ${shown}. Return { passed: true or false, score: a number from 0 to 1, reason }.`;
}

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
export function readSpending(answer: {
  readonly usage: unknown;
  readonly cost: unknown;
}): z.infer<typeof spendingSchema> {
  return spendingSchema.parse(answer);
}
