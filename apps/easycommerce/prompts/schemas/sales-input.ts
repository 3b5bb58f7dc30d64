import { z } from "zod";

/** What every version of inventory_forecast takes: one item and its past sales. */
export const salesInput = z.object({
  item: z.object({
    sku: z.string().min(1),
    name: z.string().min(1),
    category: z.string().min(1),
    /** Units sold a week, oldest first. */
    weeklySales: z.array(z.int().min(0)).min(4),
  }),
});
