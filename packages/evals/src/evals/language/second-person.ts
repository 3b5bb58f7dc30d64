import type { Eval } from "@promptrail/core";
import { filledTexts, oneOf } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { foldText, toAnyPhrasePattern } from "../text/to-phrase-pattern.js";
import { type AddressLanguage, addressWords, languages } from "./address-words.js";

export interface SecondPersonSettings extends CheckSettings {
  /** Whose words address the reader. Default: `en`. */
  readonly language?: AddressLanguage;
  /** Words that address the reader, in place of those of the language. */
  readonly words?: readonly string[];
}

const rules: SettingRules<SecondPersonSettings> = {
  ...checkRules,
  language: oneOf(languages),
  words: filledTexts,
};

/**
 * Holds where the answer addresses its reader: a word such as "you" or "your" occurs, as a whole word in whatever case. Only
 * words are looked for: a verb alone ("mira", "take") is not seen, and a "you" inside a quotation counts. Of a word that also
 * means something else at the beginning of a sentence (German "Sie") only the capital letter inside one counts.
 * `not(secondPerson())` holds where the reader is not addressed. Throws `invalid_definition`.
 */
export function secondPerson(settings: SecondPersonSettings = {}): Eval {
  requireSettings("secondPerson", settings, rules);
  const { language = "en", words } = settings;
  const { plain, capital } =
    words === undefined ? addressWords[language] : { plain: words, capital: [] };
  const pattern = toAnyPhrasePattern(plain);
  const capitals = toCapitalPattern(capital);
  return defineCheck({
    check: "second_person",
    parameters: words === undefined ? language : words.join(", "),
    settings,
    judgesBy: { words: [...plain], capital: [...capital] },
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const found = pattern.exec(foldText(output))?.[0] ?? capitals?.exec(output)?.[1];
      return found === undefined
        ? fail(`The reader is not addressed: none of ${[...plain, ...capital].join(", ")} occurs.`)
        : pass(`The reader is addressed: ${found}.`);
    },
  });
}

/** The words with their capital letter, after a letter or a comma: not where a sentence begins. */
function toCapitalPattern(words: readonly string[]): RegExp | null {
  if (words.length === 0) return null;
  return new RegExp(
    `(?<=[\\p{L}\\p{Nd},;–—-]["'’)]?\\s{1,3})(${words.join("|")})(?![\\p{L}\\p{M}])`,
    "u",
  );
}
