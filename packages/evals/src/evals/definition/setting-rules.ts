import { anything, filledText, flag } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings, CheckSettings } from "./check-settings.js";

/** Of every built-in eval; what a number must be `defineEval` says. */
export const checkRules: SettingRules<CheckSettings> = {
  name: filledText,
  version: anything,
  mustPass: flag,
  weight: anything,
  timeoutMs: anything,
};

/** Of those that compare with something of the case. */
export const caseRules: SettingRules<CaseSettings> = {
  ...checkRules,
  needsGroundTruth: flag,
  prompt: anything,
  groundTruth: anything,
};
