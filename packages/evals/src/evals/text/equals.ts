import { isDeepStrictEqual } from "node:util";
import type { Eval, EvalResult, EvalSubject, JsonValue } from "@promptrail/core";
import { anything, oneOf } from "../../settings/field-rules.js";
import { type SettingRules, show } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted } from "../definition/of-case.js";
import { toPlainValue } from "../definition/plain-value.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { readAnswer } from "../json/read-answer.js";
import { toComparable } from "./comparable-text.js";

export interface EqualsSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Text or JSON, or a function of the case. Default: the case's ground truth. */
  readonly expected?: OfCase<JsonValue, Context, GroundTruth>;
  /**
   * How texts are compared: `exact` by code points; `composed` takes letters put together or apart for the same (NFC);
   * `folded` also takes upper and lower case for the same. JSON is always exact. Default: `exact`.
   */
  readonly texts?: "exact" | "composed" | "folded";
}

const rules: SettingRules<EqualsSettings> = {
  ...caseRules,
  expected: anything,
  texts: oneOf(["exact", "composed", "folded"]),
};

/**
 * Holds where the answer is the case's ground truth, or what is expected: a text without the space around it, anything
 * else as the answer's data, else as its JSON. A case without ground truth is an error of the eval, not a failed answer.
 * Throws `invalid_definition`.
 */
export function equals<Context = unknown, GroundTruth = unknown>(
  settings: EqualsSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("equals", settings, rules);
  const { expected, texts = "exact" } = settings;
  const wanted = readWanted<unknown, Context, GroundTruth>({
    check: "equals",
    what: "expected",
    given: expected,
    settings,
    takes: "a text or JSON",
    read: (value) => (expected === undefined ? value : toPlainValue(value)),
    toSettings: (value) => toPlainValue(value) ?? null,
  });
  const isPlain = expected === undefined && texts === "exact";
  return defineCheck<Context, GroundTruth>({
    check: "equals",
    parameters: typeof expected === "function" || expected === undefined ? "" : show(expected),
    settings,
    generation: 2,
    judgesBy: { expected: wanted.settings, texts },
    isToldByName: isPlain,
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const value = wanted.find(subject);
      // JSON's null may be what a constant expects.
      if (value === null && typeof expected === "function") return null;
      const right = expected === undefined ? "the ground truth" : "what is expected";
      return typeof value === "string"
        ? compare(toForm(subject.output, texts), toForm(value, texts), right)
        : compareData(subject, value, right);
    },
  });
}

function toForm(text: string, form: "exact" | "composed" | "folded"): string {
  return form === "exact" ? text.trim() : toComparable(text.trim(), form === "composed");
}

function compareData(
  subject: Pick<EvalSubject<unknown, unknown, unknown>, "output" | "data">,
  wanted: unknown,
  right: string,
): EvalResult {
  const answer = readAnswer(subject);
  if (answer.problem === null) return compare(answer.value, wanted, right);
  return fail(answer.problem);
}

function compare(answer: unknown, wanted: unknown, right: string): EvalResult {
  return isDeepStrictEqual(answer, wanted)
    ? pass(`The answer equals ${right}.`)
    : fail(`The answer differs from ${right}.`);
}
