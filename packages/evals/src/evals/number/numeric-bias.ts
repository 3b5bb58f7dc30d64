import type { Eval } from "@promptrail/core";
import type { CaseResult, PairedCaseResult } from "../../runner/case-result.js";
import { defineCheck } from "../definition/define-check.js";
import { fail } from "../eval-verdicts.js";
import { type BiasEstimate, estimateBias } from "./estimate-bias.js";
import { divide, type NumericSettings, readNumeric, showError, sum } from "./numeric-settings.js";
import { withBias } from "./suite-bias.js";

/** Two evals of one case each, and the bias of a whole set by what they said. Made by `numericBias`. */
export interface NumericBias<Context = unknown, GroundTruth = unknown> {
  /** Falls where the answer is too low. */
  readonly shortfall: Eval<Context, GroundTruth>;
  /** Falls where the answer is too high. */
  readonly excess: Eval<Context, GroundTruth>;
  /**
   * The mean signed error over the cases of a run, with its 95 % interval: negative where answers are too low. In the
   * measure's unit (−0.1 is 10 % too low); the error of one answer counts at most as much as `worst`. Null without a case
   * that both evals judged.
   *
   * @param side of a paired run: whose answers.
   */
  readonly estimate: (
    results: readonly (CaseResult | PairedCaseResult)[],
    side?: "candidate" | "baseline",
  ) => BiasEstimate | null;
}

/**
 * Whether answers are too low, or too high, again and again. The bias is that of a set and of no single case, so each case is
 * judged in both directions, by two evals whose scores only fall: by `shortfall` where Σ answer lies below Σ expected, and
 * by `excess` where it lies above. Put both into the suite. The gate then catches a version that is worse in either direction,
 * `floors` bound each of them, and the report and `estimate` tell the set's bias. An answer without its numbers scores 0 in both.
 * Throws `invalid_definition`.
 */
export function numericBias<Context = unknown, GroundTruth = unknown>(
  settings: NumericSettings<Context, GroundTruth>,
): NumericBias<Context, GroundTruth> {
  const low = defineSide("shortfall", settings);
  const excess = defineSide("excess", settings);
  const { worst } = readNumeric("numericBias", settings);
  const { measure = "relative" } = settings;
  const shortfall = withBias(low, { shortfall: low.name, excess: excess.name, measure, worst });
  const bias: NumericBias<Context, GroundTruth> = {
    shortfall,
    excess,
    estimate: (results, side = "candidate") =>
      estimateBias({
        cases: results.map((result) => ({
          cluster: result.cluster,
          trials: "trials" in result ? result.trials : result[side],
        })),
        shortfall: shortfall.name,
        excess: excess.name,
        worst,
      }),
  };
  return Object.freeze(bias);
}

function defineSide<Context, GroundTruth>(
  side: "shortfall" | "excess",
  settings: NumericSettings<Context, GroundTruth>,
): Eval<Context, GroundTruth> {
  const { worst, isRelative, wanted, compare } = readNumeric("numericBias", settings);
  const { field = "", tolerance, smallest = 0, measure = "relative", name } = settings;
  return defineCheck<Context, GroundTruth>({
    check: `numeric_${side}`,
    parameters: field,
    settings: name === undefined ? settings : { ...settings, name: `${name}_${side}` },
    judgesBy: { field, measure, tolerance, worst, smallest, expected: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const compared = compare(subject);
      if (compared === null) return null;
      if (typeof compared === "string") return fail(compared);
      const error = divide(sum(compared.numbers) - sum(compared.expected), compared.scale);
      const wrong = Math.max(0, side === "shortfall" ? -error : error);
      const direction = error < 0 ? "too low" : "too high";
      const shown = showError(Math.abs(error), isRelative);
      return {
        passed: wrong <= tolerance,
        score: Math.max(0, 1 - wrong / worst),
        reason:
          error === 0
            ? "Neither too low nor too high."
            : `${direction} by ${shown}; at most ${showError(tolerance, isRelative)} is allowed.`,
      };
    },
  });
}
