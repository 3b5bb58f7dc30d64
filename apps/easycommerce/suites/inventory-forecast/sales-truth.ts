import { z } from "zod";

/** What was sold in the four weeks after the forecast. */
export const salesTruth = z.strictObject({ actual: z.array(z.int().min(0)).length(4) });
