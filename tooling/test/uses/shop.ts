import { createClient } from "@promptrail/client";
import { definePrompt, type Provider } from "@promptrail/core";
import { createPromptrail } from "@promptrail/runtime";
import { z } from "zod";

// What the uses of the folders beside it are about: prompts of a few families, as a shop has them.

/** What each version here says besides. */
export const base = { provider: "claude", model: "m", maxTokens: 600, changelog: "Why." } as const;

export const product = z.object({
  sku: z.string(),
  name: z.string(),
  price: z.object({ amount: z.number(), currency: z.enum(["EUR", "USD"]) }),
  features: z.array(z.string()),
  madeOf: z.string().optional(),
});

const description = {
  ...base,
  family: "product_description",
  userTemplate: "{{ product.name }}",
} as const;
const score = { ...base, family: "fraud_score", userTemplate: "{{ amount }}" } as const;

export const prompts = [
  definePrompt({
    ...description,
    version: 1,
    status: "deprecated",
    input: z.object({ product, mood: z.string().optional() }),
  }),
  definePrompt({
    ...description,
    version: 2,
    status: "active",
    input: z.object({ product, tone: z.string() }),
  }),
  definePrompt({
    ...description,
    version: 3,
    status: "archived",
    input: z.object({ product, title: z.string() }),
  }),
  definePrompt({
    ...score,
    version: 1,
    status: "deprecated",
    input: z.object({ order: z.object({ id: z.string() }), amount: z.number() }),
    output: z.object({ fraud: z.boolean() }),
  }),
  definePrompt({
    ...score,
    version: 2,
    status: "active",
    // Written anew, as the schemas of two versions often are.
    input: z.object({ order: z.object({ id: z.string() }), amount: z.number() }),
    output: z.object({
      fraud: z.boolean(),
      seen: z.iso.datetime().transform((text) => new Date(text)),
      reasons: z.array(z.string()).default([]),
    }),
  }),
  definePrompt({
    ...base,
    family: "newsletter",
    version: 1,
    status: "active",
    userTemplate: "Hi.",
  }),
] as const;

export const lamp: z.input<typeof product> = {
  sku: "L1",
  name: "Lamp",
  price: { amount: 9, currency: "EUR" },
  features: [],
};

export declare const provider: Provider;
export const promptrail = await createPromptrail({ prompts, providers: [provider] });
export const client = createClient<typeof prompts>({ url: "http://127.0.0.1:7070", key: "key" });
