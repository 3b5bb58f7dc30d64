import type { Eval, Outcome } from "@promptrail/core";
import { outcomes } from "@promptrail/core/portable";
import { show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";

/** The outcomes that an eval is shown: no other one is a success. */
export type JudgedOutcome = Extract<Outcome, "ok" | "tool_use">;

/**
 * Holds where the answer ended so: `ok` with a text, `tool_use` with calls of tools. Every other outcome is no success of its
 * version: no eval is asked of it, and each of them counts it as failed, this one too. Throws `invalid_definition`.
 */
export function outcomeIs(outcome: JudgedOutcome = "ok", settings: CheckSettings = {}): Eval {
  requireSettings("outcomeIs", settings, checkRules);
  if (outcome !== "ok" && outcome !== "tool_use") {
    const isKnown = outcomes.some((known) => known === outcome);
    refuseSettings(
      "outcomeIs",
      `has the outcome ${show(outcome)}${isKnown ? ", which is never a success and so never judged" : ""}. Give "ok" or "tool_use".`,
    );
  }
  return defineCheck({
    check: "outcome_is",
    parameters: outcome,
    settings,
    judgesBy: { outcome },
    needsGroundTruth: false,
    evaluate: (subject) => {
      const reason = `The answer ended as ${subject.outcome}; expected ${outcome}.`;
      return subject.outcome === outcome ? pass(reason) : fail(reason);
    },
  });
}
