import { definePrompt } from "@promptrail/core";
import { productInput } from "./schemas/product-input.ts";

export const productDescriptionV2 = definePrompt({
  family: "product_description",
  version: 2,
  status: "active",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 600,
  temperature: 0.4,
  changelog:
    "Temperature lowered from 0.7 to reduce hallucinated features, explicit instruction against superlatives added.",
  input: productInput,
  system: `You are a product copywriter for an eCommerce store.
You write concise, accurate product descriptions from the attributes provided.

Rules:
- Use only the information provided. Do not invent features.
- Maximum 120 words.
- No superlatives (best, amazing, incredible, etc.).
- Write in second person ("you", "your").
- Put the key specifications in the first sentence.`,
  userTemplate: `Product name: {{ product.name }}
Category: {{ product.category }}
Price: {{ product.price | currency }}
Attributes:
{% for key, value in product.attributes.items() %}
- {{ key }}: {{ value }}
{% endfor %}
Write a product description.`,
});
