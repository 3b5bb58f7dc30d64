import { z } from "zod";
import { familyName, wholeNumberText } from "../schemas/fields.js";
import { longestWaitMs } from "../wire/fleet/drill-wire.js";

export const noParameters = z.strictObject({});

export const familyParameters = z.strictObject({ family: familyName });

export const versionParameters = z.strictObject({ family: familyName, version: wholeNumberText });

export const keyParameters = z.strictObject({ key_id: z.string().min(1).max(100) });

export const processParameters = z.strictObject({
  process_id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/, "must be 1 to 100 letters, digits or . _ -"),
});

/** `wait=fleet`: the answer comes when every process has the decision, or the time is over. */
export const decisionQuery = z.strictObject({
  wait: z.literal("fleet").optional(),
  timeout_ms: wholeNumberText
    .refine((wait) => wait <= longestWaitMs, `must be at most ${longestWaitMs}`)
    .optional(),
});

export const mostDecisions = 1_000;

export const limitQuery = z.strictObject({
  limit: wholeNumberText
    .refine((limit) => limit <= mostDecisions, `must be at most ${mostDecisions}`)
    .optional(),
});

/** `after` is the `next` of the part before. */
export const contentsQuery = z.strictObject({ after: z.string().max(500).optional() });

/** `before` is the `next_before` of the page before. */
export const historyQuery = limitQuery.extend({ before: wholeNumberText.optional() });
