import { z } from "zod";

/** What every version of product_description takes: one product of the catalogue. */
export const productInput = z.object({
  product: z.object({
    name: z.string().min(1),
    category: z.string().min(1),
    /** A number is US dollars; a price in another currency is text, as the shop prints it: `€ 12,50`. */
    price: z.union([z.number().min(0), z.string().min(1)]),
    attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  }),
});
