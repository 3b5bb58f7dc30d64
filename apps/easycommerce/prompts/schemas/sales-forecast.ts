import { z } from "zod";

/** What every version of inventory_forecast answers. */
export const salesForecast = z.object({
  /** Units for each of the next four weeks. */
  forecast: z.array(z.number().min(0)).length(4),
  /** 0: a guess, 1: certain. */
  confidence: z.number().min(0).max(1),
});
