import { PromptrailError } from "@promptrail/core";
import {
  anything,
  filledText,
  flag,
  isNumber,
  isText,
  list,
  number,
  object,
} from "../../settings/field-rules.js";
import {
  isPlainObject,
  requireFields,
  type SettingRule,
  type SettingRules,
} from "../../settings/require-fields.js";
import type { JudgeSettings } from "./judge-settings.js";

const rubric: SettingRule = {
  takes: "a rubric, as defineRubric makes it",
  fits: (value) =>
    isPlainObject(value) &&
    isPlainObject(value.prompt) &&
    Array.isArray(value.parts) &&
    isText(value.hash),
};

const card: SettingRule = {
  takes: "a card, as readJudgeCard reads it, or null",
  fits: (value) => value === null || (isPlainObject(value) && isText(value.rubricHash)),
};

const labels: SettingRule = { takes: "labels, as readJudgeLabels reads them", fits: list.fits };

const maxCost: SettingRule = {
  takes: "US dollars as a number",
  fits: (value) => value === null || isNumber(value),
};

/** What else a weight and a deadline must be, `defineEval` says. */
const rules: SettingRules<JudgeSettings> = {
  name: filledText,
  rubric,
  card,
  repeats: anything,
  passScore: number,
  showGroundTruth: flag,
  requires: object,
  labels,
  maxCost,
  weight: anything,
  timeoutMs: anything,
};

/** Throws `invalid_definition` for the first setting that does not exist, is missing, or is of another kind. */
export function requireJudgeSettings(settings: unknown): void {
  const named = isPlainObject(settings) && isText(settings.name) ? settings.name : "?";
  const refuse = (reason: string): never => {
    throw new PromptrailError("invalid_definition", `Judge "${named}" ${reason}`, { eval: named });
  };
  requireFields(settings, { rules, required: ["name", "rubric"], refuse });
}
