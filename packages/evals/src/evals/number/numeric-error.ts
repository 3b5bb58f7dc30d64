import type { Eval } from "@promptrail/core";
import { defineCheck } from "../definition/define-check.js";
import { fail } from "../eval-verdicts.js";
import { divide, type NumericSettings, readNumeric, showError, sum } from "./numeric-settings.js";

/**
 * How far the answer's numbers lie from what is expected. Of one number: |answer − expected|, as a share of |expected| unless
 * the measure is absolute. Of a list: Σ|answer − expected| / Σ|expected| (the weighted absolute percentage error, WAPE, which
 * a single 0 does not make infinite). Passes up to the tolerance; the score falls from 1 at no error to 0 at the worst one.
 * An answer without its numbers scores 0. Throws `invalid_definition`.
 */
export function numericError<Context = unknown, GroundTruth = unknown>(
  settings: NumericSettings<Context, GroundTruth>,
): Eval<Context, GroundTruth> {
  const { worst, isRelative, wanted, compare } = readNumeric("numericError", settings);
  const { field = "", tolerance, smallest = 0, measure = "relative" } = settings;
  return defineCheck<Context, GroundTruth>({
    check: "numeric_error",
    parameters: field,
    settings,
    judgesBy: { field, measure, tolerance, worst, smallest, expected: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const compared = compare(subject);
      if (compared === null) return null;
      if (typeof compared === "string") return fail(compared);
      const { numbers, expected, scale } = compared;
      const misses = numbers.map((number, at) => Math.abs(number - (expected[at] ?? 0)));
      const error = divide(sum(misses), scale);
      return {
        passed: error <= tolerance,
        score: Math.max(0, 1 - error / worst),
        reason: `The error is ${showError(error, isRelative)}; at most ${showError(tolerance, isRelative)} is allowed.`,
      };
    },
  });
}
