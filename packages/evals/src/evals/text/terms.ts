import type { Eval } from "@promptrail/core";
import { requireSettings } from "../../settings/require-settings.js";
import { caseRules } from "../definition/check-rules.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import type { OfCase } from "../definition/of-case.js";
import { fail, pass } from "../eval-verdicts.js";
import { foldText, toPhrasePattern } from "./to-phrase-pattern.js";
import { nameTexts, readWantedTexts, type Texts } from "./wanted-texts.js";

/**
 * Holds where none of the phrases occurs, in whatever case; the reason names those found. Words count as whole
 * words, in scripts that have spaces between them; signs, markup and emoji count wherever they stand.
 * Throws `invalid_definition` for an empty phrase.
 */
export function mustNotContain<Context = unknown, GroundTruth = unknown>(
  phrases: OfCase<Texts, Context, GroundTruth>,
  settings: CaseSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  const look = readTerms("mustNotContain", phrases, settings);
  return defineCheck<Context, GroundTruth>({
    ...look,
    check: "must_not_contain",
    settings,
    generation: 2,
    evaluate: (subject) => {
      const terms = look.search(subject);
      if (terms === null) return null;
      const found = terms.filter(({ isFound }) => isFound).map(({ phrase }) => phrase);
      return found.length === 0
        ? pass("No banned phrase was found.")
        : fail(`Banned: ${found.join(", ")}.`);
    },
  });
}

/**
 * Holds where each of the phrases occurs, found as `mustNotContain` finds them: whole words in whatever case or spelling
 * of Unicode. The score is the share that is found. Throws `invalid_definition` for an empty phrase.
 */
export function mustContain<Context = unknown, GroundTruth = unknown>(
  phrases: OfCase<Texts, Context, GroundTruth>,
  settings: CaseSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  const look = readTerms("mustContain", phrases, settings);
  return defineCheck<Context, GroundTruth>({
    ...look,
    isToldByName: false,
    check: "must_contain",
    settings,
    evaluate: (subject) => {
      const terms = look.search(subject);
      if (terms === null) return null;
      const missing = terms.filter(({ isFound }) => !isFound).map(({ phrase }) => phrase);
      return missing.length === 0
        ? pass("All required terms were found.")
        : fail(`Missing: ${missing.join(", ")}.`, 1 - missing.length / terms.length);
    },
  });
}

function readTerms<Context, GroundTruth>(
  check: string,
  given: OfCase<Texts, Context, GroundTruth>,
  settings: CaseSettings<Context, GroundTruth>,
) {
  requireSettings(check, settings, caseRules);
  const wanted = readWantedTexts({ check, given, settings });
  const toTerms = rememberTerms();
  type Subject = Parameters<typeof wanted.find>[0] & { readonly output: string };
  return {
    ...nameTexts(given),
    judgesBy: { phrases: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    search: (subject: Subject) => {
      const phrases = wanted.find(subject);
      if (phrases === null) return null;
      const text = foldText(subject.output);
      return toTerms(phrases).map(({ phrase, pattern }) => ({
        phrase,
        isFound: pattern.test(text),
      }));
    },
  };
}

/** A constant list is compiled once. */
function rememberTerms() {
  const known = new WeakMap<readonly string[], readonly { phrase: string; pattern: RegExp }[]>();
  return (phrases: readonly string[]) => {
    const terms =
      known.get(phrases) ?? phrases.map((phrase) => ({ phrase, pattern: toPhrasePattern(phrase) }));
    known.set(phrases, terms);
    return terms;
  };
}
