import { cases, defineSuite, padToWindow } from "@promptrail/evals";
import { contains } from "@promptrail/evals/built-in";
import { productPageV1 } from "../prompts/product-page.ts";
import { pageProducts } from "./page-products.ts";

/** As the provider states it, and the prompt with the longest product in it. */
const window = 2_048;
const taken = 150;

/**
 * Truncation under a growing prompt. Each product is asked for in prompts that fill 25, 50, 75 and 95 % of the window, with the product at
 * their end, in the middle and at the start. A cut answer passes nothing and is counted by its outcome.
 */
export const productPageSuite = defineSuite({
  prompt: productPageV1,
  dataset: cases(
    "growing notes",
    padToWindow(
      pageProducts.map((product) => ({
        id: product.name,
        context: { product, notes: { before: "", after: "" } },
      })),
      {
        window,
        taken,
        place: ({ product }, { before, after }) => ({ product, notes: { before, after } }),
      },
    ),
  ),
  evals: [
    contains(
      ({ context }: { context: { product: { attributes: Record<string, unknown> } } }) =>
        Object.values(context.product.attributes).map(String),
      { name: "names_every_attribute", needsGroundTruth: false },
    ),
  ],
  gate: {
    floors: ["25%", "50%", "75%", "95%"].map((fill) => ({
      slice: `fill:${fill}`,
      minPassRate: 0.9,
    })),
  },
});
