import type { Eval } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import { type CheckSettings, raiseVersion } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";
import { requirePhrases } from "./require-phrases.js";
import { foldText, toPhrasePattern } from "./to-phrase-pattern.js";

/**
 * Holds where none of the phrases occurs, in whatever case; the reason names those found. Words count as whole
 * words, in scripts that have spaces between them; signs, markup and emoji count wherever they stand.
 * Throws `invalid_definition` for an empty phrase.
 */
export function mustNotContain(phrases: readonly string[], settings: CheckSettings = {}): Eval {
  requirePhrases("mustNotContain", phrases);
  const patterns = phrases.map((phrase) => ({ phrase, pattern: toPhrasePattern(phrase) }));
  return defineEval({
    name: `must_not_contain(${phrases.join(", ")})`,
    ...settings,
    version: raiseVersion(settings, 2),
    evaluate: ({ output }) => {
      const text = foldText(output);
      const found = patterns.filter(({ pattern }) => pattern.test(text));
      return found.length === 0
        ? pass("Nothing banned was found.")
        : fail(`Banned: ${found.map(({ phrase }) => phrase).join(", ")}.`);
    },
  });
}
