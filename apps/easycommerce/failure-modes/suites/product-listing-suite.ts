import { defineSuite, jsonl, maxWords, tagByShape } from "@promptrail/evals";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productListingV1 } from "../prompts/product-listing.ts";

/**
 * Input shapes. The shapes of the cases are tags, and each shape that matters has a floor of its own: a fault of one shape fails the
 * suite though the mean of all hides it.
 */
export const productListingSuite = defineSuite({
  prompt: productListingV1,
  dataset: tagByShape(
    jsonl(new URL("../datasets/product-listing.jsonl", import.meta.url), { context: productInput }),
  ),
  evals: [maxWords(60)],
  gate: {
    minPassRate: 0.7,
    floors: [
      { slice: "script:latin", minPassRate: 0.8 },
      { slice: "script:han", minPassRate: 0.8 },
    ],
  },
});
