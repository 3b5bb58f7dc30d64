import { defineConfig } from "@promptrail/config";
import { memory } from "@promptrail/core";
import { claude } from "@promptrail/provider-claude";
import { openai } from "@promptrail/provider-openai";
import { productBlurbV1 } from "./prompts/product-blurb.ts";
import { productListingV1 } from "./prompts/product-listing.ts";
import { productPageV1 } from "./prompts/product-page.ts";
import { productTeaserV1, productTeaserV2 } from "./prompts/product-teaser.ts";
import { productBlurbSuite } from "./suites/product-blurb-suite.ts";
import { productListingSuite } from "./suites/product-listing-suite.ts";
import { productPageSuite } from "./suites/product-page-suite.ts";
import { productTeaserSuite } from "./suites/product-teaser-suite.ts";

const settings = ["maxTokens", "temperature", "topP", "stopSequences"] as const;
const snapshot = {
  contextWindow: 1_047_576,
  maxOutput: 32_768,
  prices: { input: 0.4, output: 1.6 },
  settings,
} as const;

/** The ways in which prompts fail quietly, each as a suite that finds it. Nothing of it is ever deployed. */
export default defineConfig({
  prompts: [productBlurbV1, productListingV1, productPageV1, productTeaserV1, productTeaserV2],
  providers: [
    claude(),
    openai({
      models: { "gpt-4.1-mini-2025-04-14": snapshot, "gpt-4.1-mini-2026-10-01": snapshot },
    }),
    // A small model of the shop's own, behind the same wire.
    openai({
      id: "house",
      models: {
        "house-writer-2k": {
          contextWindow: 2_048,
          maxOutput: 1_024,
          prices: { input: 0.05, output: 0.1 },
          settings,
        },
      },
    }),
  ],
  suites: [productBlurbSuite, productListingSuite, productPageSuite, productTeaserSuite],
  store: memory(),
  projectFolder: import.meta.dirname,
});
