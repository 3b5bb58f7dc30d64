import { defineSuite, jsonl } from "@promptrail/evals";
import { productDescriptionV2 } from "../prompts/product-description-v2.ts";
import { productInput } from "../prompts/schemas/product-input.ts";
import { keepsTheRules } from "./product-description/keeps-the-rules.ts";
import { productDescription } from "./product-description/product-description.ts";

/** The gate of product_description: no more than 5 points of score worse than the active version. */
export const productDescriptionSuite = defineSuite({
  prompt: productDescriptionV2,
  dataset: jsonl(new URL("../datasets/product-description.jsonl", import.meta.url), {
    context: productInput,
  }),
  evals: [productDescription, keepsTheRules],
  gate: { margin: 0.05, alpha: 0.05 },
});
