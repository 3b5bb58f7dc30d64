import { z } from "zod";

/** What became of an order. */
export const fraudTruth = z.strictObject({ fraud: z.boolean() });
