import { definePrompt } from "@promptrail/core";
import { productInput } from "./schemas/product-input.ts";

export const productDescriptionV1 = definePrompt({
  family: "product_description",
  version: 1,
  status: "deprecated",
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  maxTokens: 600,
  temperature: 0.7,
  input: productInput,
  system: `You are a product copywriter for an eCommerce store.
You write concise, accurate product descriptions from the attributes provided.

Rules:
- Use only the information provided.
- Maximum 120 words.
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
