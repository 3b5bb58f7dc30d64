import type { Eval } from "@promptrail/core";
import { compilePattern } from "@promptrail/core/patterns";
import { defineEval } from "../suite/define-eval.js";
import { type CheckSettings, raiseVersion } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

/** In characters. What is longer cannot be judged in the time that an eval has. */
const longestAnswer = 256_000;

/**
 * Holds where the answer matches a regular expression. It is searched in linear time, by code points, and with
 * the flag i as the flags iu would. An answer of more than 256,000 characters is an error of the eval.
 * Throws `invalid_definition` for a pattern that looks ahead or behind or refers back, or that is too large.
 */
export function matchesPattern(pattern: RegExp, settings: CheckSettings = {}): Eval {
  const { shown, isFoundIn } = compilePattern(pattern, {
    usedBy: "matchesPattern",
    instead: "write the check with defineEval",
  });
  return defineEval({
    name: `matches_pattern(${shown})`,
    ...settings,
    version: raiseVersion(settings, 2),
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
