import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/** Holds where none of the words or phrases occurs as a whole word, in whatever case; the reason names those found. */
export function mustNotContain(phrases: readonly string[], settings: CheckSettings = {}): Eval {
  const patterns = phrases.map((phrase) => ({ phrase, pattern: toWholeWordPattern(phrase) }));
  return defineEval({
    name: `must_not_contain(${phrases.join(", ")})`,
    ...settings,
    evaluate: ({ output }) => {
      const text = output.normalize("NFC");
      const found = patterns.filter(({ pattern }) => pattern.test(text));
      return found.length === 0
        ? pass("Nothing banned was found.")
        : fail(`Banned: ${found.map(({ phrase }) => phrase).join(", ")}.`);
    },
  });
}

/** `\b` knows ASCII letters only: "naïve" would end after "na". */
function toWholeWordPattern(phrase: string): RegExp {
  const escaped = phrase.normalize("NFC").replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}\\p{M}_])(?:${escaped})(?![\\p{L}\\p{N}\\p{M}_])`, "iu");
}
