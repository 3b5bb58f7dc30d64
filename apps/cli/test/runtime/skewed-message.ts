import { z } from "zod";

/** What a process with a wrong clock is asked to do. */
export const skewedOrder = z.enum(["rollback", "fleet"]);

const served = { version: z.int(), revision: z.int() };

/** What it tells of itself. */
export const skewedMessage = z.discriminatedUnion("kind", [
  /** `clock`: what it takes for the time. */
  z.object({ kind: z.literal("ready"), clock: z.number(), ...served }),
  z.object({ kind: z.literal("applied"), ...served }),
  z.object({
    kind: z.literal("decided"),
    alreadyApplied: z.boolean(),
    revision: z.int(),
    decidedAt: z.number(),
  }),
  z.object({ kind: z.literal("fleet"), names: z.array(z.string()) }),
]);

export type SkewedMessage = z.infer<typeof skewedMessage>;
