import type { Eval } from "@promptrail/core";
import { isText } from "../../settings/field-rules.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted } from "../definition/of-case.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import type { Texts } from "../text/wanted-texts.js";

/** What the detector knows, by ISO 639-1, and Berber by ISO 639-2; but Klingon and Volapük, which it sees in what is no text. */
export const detectedLanguages: ReadonlySet<string> = new Set(
  "af am ar be ber bg bn cs da de el en eo es et fa fi fr ga gu he hi hu hy id is it ja kk km kn ko la lt lv mk mn my nl no pl pt rn ro ru sk sr sv ta te th tk tl tr tt uk ur vi yi zh".split(
    " ",
  ),
);

/** In UTF-16 units: enough to tell a language, and the time is bounded. */
const longestRead = 20_000;

/**
 * Holds where the answer is mainly written in a language, or in one of several: a BCP 47 tag whose region does not count, `de`
 * or `pt-BR`. It tells the main language, not whether a word of another one is in it; a region or script is not told apart.
 * Few words in a language with near relatives are often taken for one of those: ask it of whole sentences. A text without a
 * letter is in no language; one whose language cannot be told is an error of the eval.
 * Throws `invalid_definition` for a language that the detector does not know.
 */
export function inLanguage<Context = unknown, GroundTruth = unknown>(
  language: OfCase<Texts, Context, GroundTruth>,
  settings: CaseSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("inLanguage", settings, caseRules);
  const wanted = readWanted<readonly string[], Context, GroundTruth>({
    check: "inLanguage",
    what: "the language",
    given:
      typeof language === "function"
        ? (facts) => toList(language(facts))
        : (toList(language) ?? []),
    settings,
    takes: `a language tag such as "de" or "pt-BR", or a list of them; known: ${[...detectedLanguages].join(", ")}`,
    read: readLanguages,
    toSettings: (languages) => [...languages],
  });
  return defineCheck<Context, GroundTruth>({
    check: "in_language",
    parameters: typeof language === "function" ? "of the case" : [language].flat().join(", "),
    settings,
    judgesBy: { language: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: async (subject) => {
      const languages = wanted.find(subject);
      const text = subject.output.slice(0, longestRead);
      if (languages === null) return null;
      const wantedNames = languages.map(showLanguage).join(" or ");
      if (!/\p{L}/u.test(text)) return fail(`The answer has no letter; wanted: ${wantedNames}.`);
      const { detect } = await import("tinyld");
      const detected = detect(text);
      if (!detectedLanguages.has(detected)) {
        throw new Error(
          "The language of the answer cannot be told: it is too short, or in no language that is known. Ask inLanguage of longer answers.",
        );
      }
      const reason = `The answer is in ${showLanguage(detected)}; wanted: ${wantedNames}.`;
      return languages.includes(detected) ? pass(reason) : fail(reason);
    },
  });
}

function toList(languages: Texts | null): readonly string[] | null {
  return isText(languages) ? [languages] : languages;
}

function readLanguages(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const tags: readonly unknown[] = value;
  const languages = tags.flatMap((tag) => toLanguage(tag) ?? []);
  return languages.length === tags.length ? languages : undefined;
}

/** The detector has one Norwegian. */
const norwegian = ["nb", "nn"];

function toLanguage(tag: unknown): string | undefined {
  if (!isText(tag)) return undefined;
  try {
    const { language } = new Intl.Locale(tag);
    const code = norwegian.includes(language) ? "no" : language;
    return detectedLanguages.has(code) ? code : undefined;
  } catch {
    return undefined;
  }
}

function showLanguage(code: string): string {
  const names = new Intl.DisplayNames("en", { type: "language" });
  return `${names.of(code) ?? code} (${code})`;
}
