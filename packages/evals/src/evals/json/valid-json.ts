import type { Eval, InputSchema } from "@promptrail/core";
import { describeIssues, describeLostDigits, readJson } from "@promptrail/core/portable";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";

export interface ValidJsonSettings extends CheckSettings {
  /** Any Standard Schema that the parsed answer must fit. Raise `version` when it changes. */
  readonly schema?: InputSchema;
}

const rules: SettingRules<ValidJsonSettings> = {
  ...checkRules,
  schema: { takes: "a Standard Schema, such as one of zod", fits: isStandardSchema },
};

/** Holds where the whole answer is JSON, and fits the schema where there is one. Throws `invalid_definition`. */
export function validJson(settings: ValidJsonSettings = {}): Eval {
  requireSettings("validJson", settings, rules);
  const { schema } = settings;
  return defineCheck({
    check: "valid_json",
    parameters: schema === undefined ? "" : "schema",
    settings,
    generation: 2,
    judgesBy: { schema: schema !== undefined },
    isToldByName: true,
    needsGroundTruth: false,
    evaluate: async ({ output }) => {
      const read = readJson(output);
      if (read === undefined) return fail("The answer is not JSON.");
      if (schema === undefined) return pass("The answer is JSON.");
      if (read.lost !== null) {
        return fail(`The answer does not fit the schema: ${describeLostDigits(read.lost)}.`);
      }
      const result = await schema["~standard"].validate(read.value);
      return result.issues === undefined
        ? pass("The answer fits the schema.")
        : fail(`The answer does not fit the schema: ${describeIssues(result.issues)}.`);
    },
  });
}

function isStandardSchema(value: unknown): boolean {
  return (
    ((typeof value === "object" && value !== null) || typeof value === "function") &&
    "~standard" in value
  );
}
