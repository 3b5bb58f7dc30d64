import type { Eval, JsonObject } from "@promptrail/core";
import { describeIssues, describeLostDigits, readJson } from "@promptrail/core/portable";
import { isPlainObject, show } from "../../settings/require-fields.js";
import type { CheckSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { toPlainValue } from "../definition/plain-value.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { checkRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { compileJsonSchema } from "./compile-json-schema.js";

const check = "matchesJsonSchema";

/**
 * Holds where the whole answer is JSON and fits a JSON Schema of draft 2020-12, with formats; the reason names the first
 * five faults. The schema is part of the suite hash. A `title` is in the eval's name.
 * Throws `invalid_definition` for a schema that is not valid: see `compileJsonSchema`.
 */
export function matchesJsonSchema(schema: JsonObject, settings: CheckSettings = {}): Eval {
  requireSettings(check, settings, checkRules);
  const plain = toPlainValue(schema);
  if (plain === undefined || !isPlainObject(schema)) {
    return refuseSettings(check, `has the schema ${show(schema)}. Give an object of plain JSON.`);
  }
  const findIssues = compileJsonSchema(check, schema);
  const { title } = schema;
  return defineCheck({
    check: "matches_json_schema",
    parameters: typeof title === "string" ? title : "",
    settings,
    judgesBy: { schema: plain },
    needsGroundTruth: false,
    evaluate: ({ output }) => {
      const read = readJson(output);
      if (read === undefined) return fail("The answer is not JSON.");
      if (read.lost !== null) {
        return fail(`The answer does not fit the schema: ${describeLostDigits(read.lost)}.`);
      }
      const issues = findIssues(read.value);
      return issues.length === 0
        ? pass("The answer fits the schema.")
        : fail(`The answer does not fit the schema: ${describeIssues(issues)}.`);
    },
  });
}
