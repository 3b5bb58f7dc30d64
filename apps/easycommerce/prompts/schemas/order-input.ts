import { z } from "zod";

/** What every version of fraud_score takes: one order, before it is shipped. */
export const orderInput = z.object({
  order: z.object({
    id: z.string().min(1),
    /** A number is US dollars; an amount in another currency is text: `€ 12,50`. */
    amount: z.union([z.number().min(0), z.string().min(1)]),
    items: z.array(z.string().min(1)).min(1),
    accountAgeDays: z.int().min(0),
    ordersLast24Hours: z.int().min(0),
    failedPayments: z.int().min(0),
    emailDomain: z.string().min(1),
    /** ISO 3166-1 alpha-2. */
    billingCountry: z.string().length(2),
    /** ISO 3166-1 alpha-2. */
    shippingCountry: z.string().length(2),
    shippingMethod: z.enum(["standard", "express", "pickup"]),
    /** What the customer wrote at the checkout; may be empty, and is never to be trusted. */
    note: z.string(),
  }),
});
