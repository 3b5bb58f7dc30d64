import type { Eval } from "@promptrail/core";
import { flag } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import type { OfCase } from "../definition/of-case.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { toComparable } from "./comparable-text.js";
import { nameTexts, readWantedTexts, type Texts } from "./wanted-texts.js";

export interface ContainsSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Default: false. */
  readonly caseSensitive?: boolean;
}

const rules: SettingRules<ContainsSettings> = { ...caseRules, caseSensitive: flag };

/**
 * Holds where the answer contains every given text, wherever it stands, also inside a word; the reason names those that
 * lack. Letters put together or apart are the same (NFC); case does not matter unless it is told to.
 * Throws `invalid_definition` for an empty text.
 */
export function contains<Context = unknown, GroundTruth = unknown>(
  wanted: OfCase<Texts, Context, GroundTruth>,
  settings: ContainsSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  const look = readContains("contains", wanted, settings);
  return defineCheck<Context, GroundTruth>({
    check: "contains",
    parameters: `${look.parameters}${look.caseSensitive ? "; case-sensitive" : ""}`,
    settings,
    judgesBy: look.judgesBy,
    isToldByName: look.isToldByName,
    needsGroundTruth: look.needsGroundTruth,
    evaluate: (subject) => {
      const found = look.search(subject);
      if (found === null) return null;
      const { missing, texts } = found;
      return missing.length === 0
        ? pass("All required phrases were found.")
        : fail(`Missing: ${missing.join(", ")}.`, 1 - missing.length / texts.length);
    },
  });
}

/** Holds where the answer contains at least one of the given texts, as `contains` looks for them. Throws `invalid_definition`. */
export function containsAny<Context = unknown, GroundTruth = unknown>(
  wanted: OfCase<Texts, Context, GroundTruth>,
  settings: ContainsSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  const look = readContains("containsAny", wanted, settings);
  return defineCheck<Context, GroundTruth>({
    check: "contains_any",
    parameters: look.parameters,
    settings,
    judgesBy: look.judgesBy,
    needsGroundTruth: look.needsGroundTruth,
    evaluate: (subject) => {
      const found = look.search(subject);
      if (found === null) return null;
      const { missing, texts } = found;
      return missing.length < texts.length
        ? pass(`Found: ${texts.filter((text) => !missing.includes(text)).join(", ")}.`)
        : fail(`Found none of: ${texts.join(", ")}.`);
    },
  });
}

function readContains<Context, GroundTruth>(
  check: string,
  given: OfCase<Texts, Context, GroundTruth>,
  settings: ContainsSettings<Context, GroundTruth>,
) {
  requireSettings(check, settings, rules);
  const { caseSensitive = false } = settings;
  const wanted = readWantedTexts({ check, given, settings });
  type Subject = Parameters<typeof wanted.find>[0] & { readonly output: string };
  return {
    caseSensitive,
    ...nameTexts(given),
    judgesBy: { texts: wanted.settings, caseSensitive },
    needsGroundTruth: wanted.needsGroundTruth,
    search: (subject: Subject) => {
      const texts = wanted.find(subject);
      if (texts === null) return null;
      const output = toComparable(subject.output, caseSensitive);
      const missing = texts.filter((text) => !output.includes(toComparable(text, caseSensitive)));
      return { texts, missing };
    },
  };
}
