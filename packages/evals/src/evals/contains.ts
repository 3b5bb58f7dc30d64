import { type Eval, PromptrailError } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
import { raiseVersion } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";
import { foldText, toPhrasePattern } from "./to-phrase-pattern.js";

export interface ContainsSettings extends CheckSettings {
  /** Default: false. */
  readonly caseSensitive?: boolean;
}

/**
 * Holds where the answer contains every given text; the reason names those that lack.
 * Throws `invalid_definition` for an empty text.
 */
export function contains(
  wanted: string | readonly string[],
  settings: ContainsSettings = {},
): Eval {
  const { caseSensitive = false, ...rest } = settings;
  const texts = typeof wanted === "string" ? [wanted] : wanted;
  requirePhrases("contains", texts);
  const fold = (text: string) => (caseSensitive ? text : text.toLowerCase()).normalize("NFC");
  return defineEval({
    name: `contains(${texts.join(", ")}${caseSensitive ? "; case-sensitive" : ""})`,
    ...rest,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const folded = fold(output);
      const missing = texts.filter((text) => !folded.includes(fold(text)));
      return missing.length === 0
        ? pass("All required phrases were found.")
        : fail(`Missing: ${missing.join(", ")}.`, 1 - missing.length / texts.length);
    },
  });
}

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
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const text = foldText(output);
      const found = patterns.filter(({ pattern }) => pattern.test(text));
      return found.length === 0
        ? pass("No banned phrase was found.")
        : fail(`Banned: ${found.map(({ phrase }) => phrase).join(", ")}.`);
    },
  });
}

/** Throws `invalid_definition` for no phrase at all, and for a blank one: such a check would judge nothing. */
export function requirePhrases(check: string, phrases: readonly string[]): void {
  if (phrases.length > 0 && phrases.every((phrase) => foldText(phrase).trim() !== "")) return;
  const problem =
    phrases.length === 0
      ? "no phrases. Give it at least one."
      : "an empty phrase. Remove it; to find white space, use matchesPattern.";
  throw new PromptrailError("invalid_definition", `${check} has ${problem}`, { eval: check });
}
