import { z } from "zod";

/** A judge's figure as people's labels correct it, or why they do not. */
export const correctedSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("corrected"),
    /** Of this eval only. Of reports before this was told: as the kind of the report says. */
    of: z
      .discriminatedUnion("figure", [
        z.strictObject({ figure: z.literal("difference") }),
        z.strictObject({ figure: z.literal("mean_score"), model: z.string().exactOptional() }),
      ])
      .exactOptional(),
    value: z.number(),
    lower: z.number(),
    upper: z.number(),
    lambda: z.number(),
    labelled: z.number(),
    cases: z.number(),
  }),
  z.strictObject({ kind: z.literal("uncorrected"), why: z.string() }),
]);
