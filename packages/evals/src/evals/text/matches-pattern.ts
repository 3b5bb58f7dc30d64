import { types } from "node:util";
import type { Eval } from "@promptrail/core";
import { compilePattern } from "@promptrail/core/patterns";
import { show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";

/** In characters. What is longer cannot be judged in the time that an eval has. */
const longestAnswer = 256_000;

/**
 * Holds where the answer matches a regular expression. It is searched in linear time, by code points, and with
 * the flag i as the flags iu would. An answer of more than 256,000 characters is an error of the eval.
 * Throws `invalid_definition` for a pattern that looks ahead or behind or refers back, or that is too large.
 */
export function matchesPattern(pattern: RegExp, settings: CheckSettings = {}): Eval {
  requireSettings("matchesPattern", settings, checkRules);
  if (!types.isRegExp(pattern)) {
    refuseSettings(
      "matchesPattern",
      `has the pattern ${show(pattern)}. Give a regular expression, such as /^[A-Z]/.`,
    );
  }
  const { shown, isFoundIn } = compilePattern(pattern, {
    usedBy: "matchesPattern",
    instead: "write the check with defineEval",
  });
  return defineCheck({
    check: "matches_pattern",
    parameters: shown,
    settings,
    generation: 2,
    judgesBy: { pattern: shown },
    isToldByName: true,
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      if (output.length > longestAnswer) {
        throw new RangeError(
          `The answer has ${output.length} characters, but a pattern is searched in at most ${longestAnswer}. Limit the length of answers.`,
        );
      }
      return isFoundIn(output)
        ? pass("The pattern matches.")
        : fail(`The answer does not match ${shown}.`);
    },
  });
}
