import { z } from "zod";

/** What became of an order. */
export const fraudTruth = z.strictObject({ fraud: z.boolean() });

export type FraudTruth = z.infer<typeof fraudTruth>;
