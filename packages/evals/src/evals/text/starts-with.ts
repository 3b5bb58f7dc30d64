import type { Eval } from "@promptrail/core";
import { flag } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import type { OfCase } from "../definition/of-case.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { isBetweenGraphemes, toComparable } from "./comparable-text.js";
import { nameTexts, readWantedTexts, type Texts } from "./wanted-texts.js";

export interface EdgeSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Default: false. */
  readonly caseSensitive?: boolean;
}

const rules: SettingRules<EdgeSettings> = { ...caseRules, caseSensitive: flag };

/**
 * Holds where the answer begins with the text, or with one of several. White space and marks of direction around
 * the answer do not count. Letters put together or apart are the same (NFC), and no character is cut: 👨‍👩‍👧 does not begin with
 * 👨. "First" means first in the text's own order, also where it is read from right to left. Throws `invalid_definition`.
 */
export function startsWith<Context = unknown, GroundTruth = unknown>(
  wanted: OfCase<Texts, Context, GroundTruth>,
  settings: EdgeSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  return defineEdge({
    names: { caller: "startsWith", check: "starts_with", verb: "start with" },
    wanted,
    settings,
    isAtEdge: (output, text) => output.startsWith(text) && isBetweenGraphemes(output, text.length),
  });
}

/** Holds where the answer ends with the text, or with one of several, compared as `startsWith` does. Throws `invalid_definition`. */
export function endsWith<Context = unknown, GroundTruth = unknown>(
  wanted: OfCase<Texts, Context, GroundTruth>,
  settings: EdgeSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  return defineEdge({
    names: { caller: "endsWith", check: "ends_with", verb: "end with" },
    wanted,
    settings,
    isAtEdge: (output, text) =>
      output.endsWith(text) && isBetweenGraphemes(output, output.length - text.length),
  });
}

interface Edge<Context, GroundTruth> {
  readonly names: { readonly caller: string; readonly check: string; readonly verb: string };
  readonly wanted: OfCase<Texts, Context, GroundTruth>;
  readonly settings: EdgeSettings<Context, GroundTruth>;
  readonly isAtEdge: (output: string, text: string) => boolean;
}

function defineEdge<Context, GroundTruth>({
  names,
  wanted: given,
  settings,
  isAtEdge,
}: Edge<Context, GroundTruth>): Eval<Context, GroundTruth> {
  const { caller, check, verb } = names;
  requireSettings(caller, settings, rules);
  const { caseSensitive = false } = settings;
  const wanted = readWantedTexts({ check: caller, given, settings });
  return defineCheck<Context, GroundTruth>({
    check,
    parameters: nameTexts(given).parameters,
    settings,
    judgesBy: { texts: wanted.settings, caseSensitive },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const texts = wanted.find(subject);
      if (texts === null) return null;
      const output = toComparable(trimUnseen(subject.output), caseSensitive);
      const found = texts.find((text) =>
        isAtEdge(output, toComparable(trimUnseen(text), caseSensitive)),
      );
      return found === undefined
        ? fail(`The answer does not ${verb} ${texts.join(" or ")}.`)
        : pass(`The answer does ${verb} ${found}.`);
    },
  });
}

/** White space, and the marks that only say in which direction a text is read. */
const unseen = /^[\s\u200E\u200F\u061C\u202A-\u202E\u2066-\u2069]$/;

/** By hand from both ends: a pattern for the end would look at every run of spaces inside, too. */
function trimUnseen(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && unseen.test(text.charAt(start))) start += 1;
  while (end > start && unseen.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
