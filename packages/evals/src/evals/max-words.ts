import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { countWords } from "./count-words.js";
import { fail, pass } from "./eval-verdicts.js";

/** Holds where the answer has at most `limit` words, as `countWords` counts them. */
export function maxWords(limit: number, settings: CheckSettings = {}): Eval {
  return defineEval({
    name: `max_words(${limit})`,
    ...settings,
    evaluate: ({ output }) => {
      const words = countWords(output);
      return words <= limit
        ? pass(`${words} of at most ${limit} words.`)
        : fail(`${words} words; at most ${limit} are allowed.`);
    },
  });
}
