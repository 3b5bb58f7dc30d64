import type { EvalResult } from "@promptrail/core";
import { defineEval } from "@promptrail/evals";
import { productDescriptionV2 } from "../../prompts/product-description-v2.ts";
import { findSuperlatives, hasWord } from "./find-superlatives.ts";
import { findUnsupportedWords } from "./find-unsupported-words.ts";
import { splitWords } from "./split-words.ts";

const mostWords = 140;
const mostUnsupportedWords = 30;

/**
 * Judges a product description; the first rule that it breaks decides. Score 0 for more than 140 words,
 * 0.2 for superlatives, 0.4 for more than 30 words that nothing supports, 0.6 where the reader is not
 * addressed, else 1.
 */
export const productDescription = defineEval({
  name: "productDescription",
  prompt: productDescriptionV2,
  evaluate: ({ output, context }) => {
    const words = splitWords(output).length;
    if (words > mostWords)
      return failed(0, `Too long: ${words} words, at most ${mostWords} allowed`);
    const superlatives = findSuperlatives(output);
    if (superlatives.length > 0)
      return failed(0.2, `Superlatives found: ${superlatives.join(", ")}`);
    const unsupported = findUnsupportedWords(output, context.product.attributes);
    if (unsupported.length > mostUnsupportedWords) return failed(0.4, describe(unsupported));
    if (!hasWord(output, "you") && !hasWord(output, "your")) {
      return failed(0.6, 'Not in second person: neither "you" nor "your" occurs');
    }
    return { passed: true, score: 1, reason: "All checks passed" };
  },
});

function failed(score: number, reason: string): EvalResult {
  return { passed: false, score, reason };
}

function describe(unsupported: readonly string[]): string {
  const some = unsupported.slice(0, 10).join(", ");
  return `Possibly invented: ${unsupported.length} words are neither in the attributes nor common, at most ${mostUnsupportedWords} allowed: ${some}, …`;
}
