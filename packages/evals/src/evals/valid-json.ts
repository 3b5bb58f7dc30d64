import type { Eval, InputSchema } from "@promptrail/core";
import { describeIssues, describeLostDigits, readJson } from "@promptrail/core/portable";
import { defineEval } from "../suite/define-eval.js";
import { type CheckSettings, raiseVersion } from "./check-settings.js";
import { fail, pass } from "./eval-verdicts.js";

export interface ValidJsonSettings extends CheckSettings {
  /** Any Standard Schema that the parsed answer must fit. Raise `version` when it changes. */
  readonly schema?: InputSchema;
}

/** Holds where the whole answer is JSON, and fits the schema where there is one. */
export function validJson(settings: ValidJsonSettings = {}): Eval {
  const { schema, ...rest } = settings;
  return defineEval({
    name: schema === undefined ? "valid_json" : "valid_json(schema)",
    ...rest,
    version: raiseVersion(settings, 2),
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
