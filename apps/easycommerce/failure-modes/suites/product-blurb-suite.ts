import { defineSuite, jsonl, maxWords } from "@promptrail/evals";
import { contains } from "@promptrail/evals/built-in";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productBlurbV1 } from "../prompts/product-blurb.ts";

/**
 * A model update. Found by the same prompt on both snapshots:
 * `promptrail eval product_blurb --models gpt-4.1-mini-2026-10-01`
 */
export const productBlurbSuite = defineSuite({
  prompt: productBlurbV1,
  dataset: jsonl(new URL("../../datasets/product-description.jsonl", import.meta.url), {
    context: productInput,
  }),
  evals: [
    maxWords(40),
    contains(({ context }: { context: { product: { name: string } } }) => context.product.name, {
      name: "names_the_product",
      needsGroundTruth: false,
    }),
  ],
});
