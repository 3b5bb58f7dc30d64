import type { Eval } from "@promptrail/core";
import { isText } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import type { OfCase } from "../definition/of-case.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { countSentences, countWords } from "./count-words.js";
import { type CountRange, describeRange, readWantedRange } from "./range.js";

/** Holds where the answer's number of words lies in the range, as `countWords` counts them. Throws `invalid_definition`. */
export function wordsBetween<Context = unknown, GroundTruth = unknown>(
  range: OfCase<CountRange, Context, GroundTruth>,
  settings: CaseSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("wordsBetween", settings, caseRules);
  return defineCount({
    names: { caller: "wordsBetween", check: "words_between", unit: "words" },
    range,
    settings,
    judgesBy: {},
    count: countWords,
  });
}

export interface SentencesSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Whose rules split sentences, as a BCP 47 tag: `el` knows the Greek question mark. Default: `en`. */
  readonly locale?: string;
}

const sentenceRules: SettingRules<SentencesSettings> = {
  ...caseRules,
  locale: { takes: "a BCP 47 language tag, such as `en` or `de-CH`", fits: isLocale },
};

/**
 * Holds where the answer's number of sentences lies in the range, as Unicode segments them (UAX #29): a list's line is one, three dots end none,
 * and an abbreviation before a capital letter ("Dr. Who") ends one. Throws `invalid_definition`.
 */
export function sentencesBetween<Context = unknown, GroundTruth = unknown>(
  range: OfCase<CountRange, Context, GroundTruth>,
  settings: SentencesSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("sentencesBetween", settings, sentenceRules);
  const { locale = "en" } = settings;
  return defineCount({
    names: { caller: "sentencesBetween", check: "sentences_between", unit: "sentences" },
    range,
    settings,
    judgesBy: { locale },
    count: (text) => countSentences(text, locale),
  });
}

interface Count<Context, GroundTruth> {
  readonly names: { readonly caller: string; readonly check: string; readonly unit: string };
  readonly range: OfCase<CountRange, Context, GroundTruth>;
  readonly settings: CaseSettings<Context, GroundTruth>;
  readonly judgesBy: Readonly<Record<string, string>>;
  readonly count: (text: string) => number;
}

function defineCount<Context, GroundTruth>(
  definition: Count<Context, GroundTruth>,
): Eval<Context, GroundTruth> {
  const { names, range, settings, judgesBy, count } = definition;
  const wanted = readWantedRange({ check: names.caller, given: range, settings });
  return defineCheck<Context, GroundTruth>({
    check: names.check,
    parameters: typeof range === "function" ? "of the case" : describeRange(range),
    settings,
    judgesBy: { ...judgesBy, range: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const allowed = wanted.find(subject);
      if (allowed === null) return null;
      const { min = 1, max = Number.POSITIVE_INFINITY } = allowed;
      const found = count(subject.output);
      const isInside = found >= min && found <= max;
      const reason = `${found} ${names.unit}; allowed: ${describeRange(allowed)}.`;
      return isInside ? pass(reason) : fail(reason);
    },
  });
}

function isLocale(value: unknown): boolean {
  if (!isText(value)) return false;
  try {
    return Intl.Segmenter.supportedLocalesOf(value).length > 0;
  } catch {
    return false;
  }
}
