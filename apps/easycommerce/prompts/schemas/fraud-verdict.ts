import { z } from "zod";

/** What every version of fraud_score answers. */
export const fraudVerdict = z.object({
  /** 0: certainly honest, 1: certainly fraudulent. */
  score: z.number().min(0).max(1),
  /** What the score rests on, most important first. */
  reasons: z.array(z.string()),
});
