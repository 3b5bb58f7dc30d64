import { defineSuite, jsonl } from "@promptrail/evals";
import { productInput } from "../prompts/schemas/product-input.ts";
import { productDescription } from "./product-description/product-description.ts";

/** The gate of product_description: no more than 5 points of score worse than the active version. */
export const productDescriptionSuite = defineSuite({
  family: "product_description",
  dataset: jsonl(new URL("../datasets/product-description.jsonl", import.meta.url), {
    context: productInput,
  }),
  evals: [productDescription],
  gate: { margin: 0.05, alpha: 0.05 },
});
