import { defineSuite, jsonl, maxWords } from "@promptrail/evals";
import { mustNotContain, secondPerson, wordsBetween } from "@promptrail/evals/built-in";
import { defineLedger } from "@promptrail/evals/ledger";
import { productInput } from "../../prompts/schemas/product-input.ts";
import { productTeaserV1 } from "../prompts/product-teaser.ts";

/** The instructions of product_teaser, each with the words of the prompt and one eval. Reviewed whenever the prompt changes. */
export const productTeaserLedger = defineLedger([
  { id: "at_most_60_words", text: "Maximum 60 words.", eval: maxWords(60) },
  {
    id: "at_least_90_words",
    text: "Write at least 90 words",
    eval: wordsBetween({ min: 90 }),
  },
  {
    id: "no_superlatives",
    text: "No superlatives",
    eval: mustNotContain(["best", "amazing", "incredible", "outstanding", "superior", "unmatched"]),
  },
  {
    id: "second_person",
    text: "Write in the second person",
    eval: secondPerson({ language: "en" }),
  },
]);

/**
 * Conflicting instructions. Which of them exclude each other, for each vendor, and what a version drops:
 * `promptrail eval product_teaser --version 2`, and with `--models openai/gpt-4.1-mini`
 */
export const productTeaserSuite = defineSuite({
  prompt: productTeaserV1,
  dataset: jsonl(new URL("../../datasets/product-description.jsonl", import.meta.url), {
    context: productInput,
  }),
  evals: productTeaserLedger.evals,
  gate: { minPassRate: 0 },
});
