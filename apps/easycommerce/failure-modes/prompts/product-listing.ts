import { definePrompt } from "@promptrail/core";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productFacts } from "./product-facts.ts";

/** Input shapes: what holds for most products may fail for those of one script. */
export const productListingV1 = definePrompt({
  family: "product_listing",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-haiku-4-5",
  maxTokens: 600,
  temperature: 0.2,
  input: productInput,
  system: `You are a product copywriter for an online store.
- Use only the information provided. Do not invent features.
- Maximum 60 words.`,
  userTemplate: `${productFacts}
Write a product description.`,
});
