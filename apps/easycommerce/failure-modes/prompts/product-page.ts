import { definePrompt } from "@promptrail/core";
import { z } from "zod";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productFacts } from "./product-facts.ts";

/** What product_page takes: a product, and the supplier's notes around it, which grow with every delivery. */
export const productPageInput = productInput.extend({
  notes: z.object({ before: z.string(), after: z.string() }),
});

/** Truncation under a growing prompt: the supplier's notes fill a small model's window. */
export const productPageV1 = definePrompt({
  family: "product_page",
  version: 1,
  status: "active",
  provider: "house",
  model: "house-writer-2k",
  maxTokens: 250,
  temperature: 0.2,
  input: productPageInput,
  system: `You are a product copywriter for an online store.
- Use only the information provided. Do not invent features.
- Maximum 150 words.
- Write at least 130 words.`,
  userTemplate: `Notes of the supplier:
{{ notes.before }}

${productFacts}
More notes of the supplier:
{{ notes.after }}

Write a product description that names every attribute.`,
});
