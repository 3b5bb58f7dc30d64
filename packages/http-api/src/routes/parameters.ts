import { z } from "zod";
import { familyName, wholeNumberText } from "../schemas/fields.js";

export const noParameters = z.strictObject({});

export const familyParameters = z.strictObject({ family: familyName });

export const versionParameters = z.strictObject({ family: familyName, version: wholeNumberText });

const mostDecisions = 1_000;

export const historyQuery = z.strictObject({
  limit: wholeNumberText
    .refine((limit) => limit <= mostDecisions, `must be at most ${mostDecisions}`)
    .optional(),
});
