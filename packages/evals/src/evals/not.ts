import { type Eval, PromptrailError } from "@promptrail/core";
import { isJudgingEval } from "../runner/evaluator/judging-eval.js";
import { readEvalResult } from "../runner/read-returned.js";
import { filledText } from "../settings/field-rules.js";
import { requireEval } from "../settings/require-eval.js";
import { findSettingsHash, withSettings } from "../suite/settings-of-eval.js";
import { requireSettings } from "./definition/require-settings.js";

export interface NotSettings {
  /** Default: `not(…)` around the name of what is negated. */
  readonly name?: string;
}

/**
 * Holds where the eval does not. Its score is 1 minus the other's, null stays null, and what throws still throws: what is not
 * known is not the opposite of anything. Must-pass mark, weight, deadline, version and need of ground truth are those
 * of the eval. Works on any eval but a judge, whose rubric asks for the opposite better: throws `invalid_definition`.
 */
export function not<Context, GroundTruth, Data>(
  check: Eval<Context, GroundTruth, Data>,
  settings: NotSettings = {},
): Eval<Context, GroundTruth, Data> {
  requireEval("not", check);
  requireSettings("not", settings, { name: filledText });
  if (isJudgingEval(check)) {
    throw new PromptrailError(
      "invalid_definition",
      `not cannot negate the judge "${check.name}", because its card is about its own verdicts. Write a rubric that asks for the opposite.`,
      { eval: check.name },
    );
  }
  const { name, version } = check;
  const negated: Eval<Context, GroundTruth, Data> = {
    ...check,
    name: settings.name ?? `not(${name})`,
    evaluate: async (subject, call) => {
      const result = readEvalResult(await check.evaluate(subject, call));
      if (result === null) return null;
      if (typeof result === "string") throw new Error(`"${name}" ${result}`);
      const { passed, score, reason } = result;
      return {
        passed: !passed,
        score: 1 - score,
        reason: passed
          ? `Must not hold, but does: ${reason}`
          : `Does not hold, as wanted: ${reason}`,
      };
    },
  };
  return withSettings(negated, { not: { name, version, settings: findSettingsHash(check) } });
}
