import { describeIssues, type Eval, type InputSchema, parseJson } from "@promptrail/core";
import { defineEval } from "../suite/define-eval.js";
import type { CheckSettings } from "./check-settings.js";
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
    evaluate: async ({ output }) => {
      const parsed = parseJson(output);
      if (parsed === undefined) return fail("The answer is not JSON.");
      if (schema === undefined) return pass("The answer is JSON.");
      const result = await schema["~standard"].validate(parsed);
      return result.issues === undefined
        ? pass("The answer fits the schema.")
        : fail(`The answer does not fit the schema: ${describeIssues(result.issues)}.`);
    },
  });
}
