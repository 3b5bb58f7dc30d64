import { definePrompt } from "@promptrail/core";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productFacts } from "./product-facts.ts";

/** A model update: the same prompt on a later snapshot of its model. */
export const productBlurbV1 = definePrompt({
  family: "product_blurb",
  version: 1,
  status: "active",
  provider: "openai",
  model: "gpt-4.1-mini-2025-04-14",
  maxTokens: 400,
  temperature: 0.2,
  input: productInput,
  system: `You are a product copywriter for an online store.
- Use only the information provided. Do not invent features.
- Maximum 40 words.`,
  userTemplate: `${productFacts}
Write a product description.`,
});
