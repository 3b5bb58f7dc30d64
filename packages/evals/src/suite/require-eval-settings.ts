import { PromptrailError } from "@promptrail/core";
import { anything, code, flag, isText, list, object, text } from "../settings/field-rules.js";
import { isPlainObject, requireFields, type SettingRules } from "../settings/require-fields.js";
import type { EvalSettings } from "./eval-settings.js";

/** What its numbers must be, `defineEval` says. */
const rules: SettingRules<EvalSettings<unknown, unknown, unknown>> = {
  name: text,
  version: anything,
  mustPass: flag,
  weight: anything,
  timeoutMs: anything,
  needsGroundTruth: flag,
  runs: list,
  embeds: object,
  prompt: object,
  groundTruth: anything,
  evaluate: code,
};

/** Throws `invalid_definition` for the first setting that does not exist, is missing, or is of another kind. */
export function requireEvalSettings(settings: unknown): void {
  const named = isPlainObject(settings) && isText(settings.name) ? settings.name : "?";
  const refuse = (reason: string): never => {
    throw new PromptrailError("invalid_definition", `Eval "${named}" ${reason}`, { eval: named });
  };
  requireFields(settings, { rules, required: ["name", "evaluate"], refuse });
}
