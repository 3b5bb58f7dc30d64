import type { Eval } from "@promptrail/core";
import { isPlainObject, show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { splitGraphemes } from "../text/comparable-text.js";

export interface LengthRange {
  /** Default: 1. */
  readonly min?: number;
  readonly max: number;
}

const noRange: LengthRange = { max: Number.NaN };

/**
 * Holds where the answer's length lies in a range, in characters as a reader counts them (grapheme clusters).
 * Throws `invalid_definition`.
 */
export function lengthBetween(range: LengthRange, settings: CheckSettings = {}): Eval {
  requireSettings("lengthBetween", settings, checkRules);
  const { min = 1, max } = isPlainObject(range) ? range : noRange;
  if (!Number.isSafeInteger(min) || !Number.isSafeInteger(max) || min < 0 || min > max) {
    refuseSettings(
      "lengthBetween",
      `has the range ${show(range)}. Give whole numbers from 0 as \`min\` and \`max\`, with min at most max.`,
    );
  }
  return defineCheck({
    check: "length_between",
    parameters: `${min}, ${max}`,
    settings,
    judgesBy: { min, max },
    isToldByName: true,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const length = splitGraphemes(output).length;
      return length >= min && length <= max
        ? pass(`${length} characters.`)
        : fail(`${length} characters; ${min} to ${max} are allowed.`);
    },
  });
}
