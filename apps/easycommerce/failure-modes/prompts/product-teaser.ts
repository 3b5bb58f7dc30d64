import { definePrompt } from "@promptrail/core";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productFacts } from "./product-facts.ts";

export const productTeaserV1 = definePrompt({
  family: "product_teaser",
  version: 1,
  status: "active",
  provider: "claude",
  model: "claude-haiku-4-5",
  maxTokens: 600,
  temperature: 0.2,
  input: productInput,
  system: `You are a product copywriter for an online store.
- Use only the information provided. Do not invent features.
- Maximum 60 words.
- No superlatives (best, amazing, incredible, etc.).
- Write in the second person.`,
  userTemplate: `${productFacts}
Write a product description.`,
});

/** Conflicting instructions: a second author adds a rule of their own, and loses one of the first. */
export const productTeaserV2 = definePrompt({
  family: "product_teaser",
  version: 2,
  status: "draft",
  provider: "claude",
  model: "claude-haiku-4-5",
  maxTokens: 600,
  temperature: 0.2,
  changelog: "Search engines like longer texts.",
  input: productInput,
  system: `You are a product copywriter for an online store.
- Use only the information provided. Do not invent features.
- Maximum 60 words.
- Write in the second person.
- Write at least 90 words, so that search engines find the page.`,
  userTemplate: `${productFacts}
Write a product description.`,
});
