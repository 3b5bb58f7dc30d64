import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/** Holds where the answer has at most `limit` words, as `countWords` counts them. */
export function maxWords(limit: number, settings: CheckSettings = {}): Eval {
  return defineEval({
    name: `max_words(${limit})`,
    ...settings,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const words = countWords(output);
      return words <= limit
        ? pass(`${words} of at most ${limit} words.`)
        : fail(`${words} words; at most ${limit} are allowed.`);
    },
  });
}

const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Words as Unicode segments them (UAX #29), so that a text without spaces (Chinese, Japanese) is counted too. */
export function countWords(text: string): number {
  let words = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words += 1;
  return words;
}
