import type { Eval, EvalResult, JsonValue } from "@promptrail/core";
import { anything, fromZero, oneOf } from "../../settings/field-rules.js";
import { type SettingRules, show } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted, type Wanted } from "../definition/of-case.js";
import { toPlainValue } from "../definition/plain-value.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { isAlike, type Tolerance } from "../definition/tolerance.js";
import { fail, pass } from "../eval-verdicts.js";
import { findAt, parsePointer, pointerTakes } from "./json-pointer.js";
import { readAnswer } from "./read-answer.js";

const orders = {
  below: (value: number, limit: number) => value < limit,
  at_most: (value: number, limit: number) => value <= limit,
  at_least: (value: number, limit: number) => value >= limit,
  above: (value: number, limit: number) => value > limit,
} as const;

type Order = keyof typeof orders;

export interface JsonFieldSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth>,
    Tolerance {
  /** JSON, or a function of the case. Default: what stands at the same place of the case's ground truth. */
  readonly expected?: OfCase<JsonValue, Context, GroundTruth>;
  /** The others compare numbers, without a tolerance. Default: `equals`, with numbers inside lists and objects, too. */
  readonly comparison?: "equals" | Order;
}

const rules: SettingRules<JsonFieldSettings> = {
  ...caseRules,
  expected: anything,
  comparison: oneOf(["equals", ...Object.keys(orders)]),
  tolerance: fromZero,
  relativeTolerance: fromZero,
};

/**
 * Holds where a field of the answer compares with what is expected; the field is a JSON Pointer into the answer's data, else
 * into its JSON: `/lines/0/price`. A field that is not there fails. Texts are compared exactly, by code points.
 * Throws `invalid_definition`.
 */
export function jsonField<Context = unknown, GroundTruth = unknown>(
  field: string,
  settings: JsonFieldSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("jsonField", settings, rules);
  const { comparison = "equals", tolerance = 0, relativeTolerance = 0 } = settings;
  const path = requirePath(field);
  if (comparison !== "equals" && (tolerance > 0 || relativeTolerance > 0)) {
    refuseSettings(
      "jsonField",
      `has a tolerance, but its comparison is "${comparison}". Add the tolerance to the limit.`,
    );
  }
  const wanted = readField(path, settings);
  return defineCheck<Context, GroundTruth>({
    check: "json_field",
    parameters: `${field} ${comparison}${typeof settings.expected === "function" || settings.expected === undefined ? "" : ` ${show(settings.expected)}`}`,
    settings,
    judgesBy: { field, comparison, tolerance, relativeTolerance, expected: wanted.settings },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const expected = wanted.find(subject);
      if (expected === null) return null;
      const answer = readAnswer(subject);
      if (answer.problem !== null) return fail(answer.problem);
      const value = findAt(answer.value, path);
      if (value === undefined) return fail(`The answer has no ${field}.`);
      return comparison === "equals"
        ? compareValues(
            field,
            { value, expected: expected.value },
            { tolerance, relativeTolerance },
          )
        : compareOrder(field, { value, expected: expected.value }, comparison);
    },
  });
}

function requirePath(field: string): readonly string[] {
  const path = parsePointer(field);
  return path ?? refuseSettings("jsonField", `has the field ${show(field)}. Give ${pointerTakes}.`);
}

/** In an object of its own: JSON's null is a value to compare with. */
interface Expected {
  readonly value: unknown;
}

function readField<Context, GroundTruth>(
  path: readonly string[],
  settings: JsonFieldSettings<Context, GroundTruth>,
): Wanted<Expected, Context, GroundTruth> {
  const { expected, comparison = "equals" } = settings;
  const isTruth = expected === undefined;
  const wanted = readWanted<unknown, Context, GroundTruth>({
    check: "jsonField",
    what: "expected",
    given: expected,
    settings,
    takes: comparison === "equals" ? "a JSON value" : "a number",
    read: (given) => {
      const value = isTruth ? findAt(given, path) : toPlainValue(given);
      return comparison === "equals" || typeof value === "number" ? value : undefined;
    },
    toSettings: (value) => toPlainValue(value) ?? null,
  });
  return {
    ...wanted,
    find: (subject) => {
      const value = wanted.find(subject);
      // A function's null is its word that the eval does not apply; the null of a ground truth is a value.
      return value === null && typeof expected === "function" ? null : { value };
    },
  };
}

interface Compared {
  readonly value: unknown;
  readonly expected: unknown;
}

function compareValues(
  field: string,
  { value, expected }: Compared,
  tolerance: Required<Tolerance>,
): EvalResult {
  const wanted = `${show(expected)}${describeTolerance(tolerance)}`;
  return isAlike(value, expected, tolerance)
    ? pass(`${field} is ${show(value)}; expected ${wanted}.`)
    : fail(`${field} is ${show(value)}; expected ${wanted}.`);
}

function describeTolerance({ tolerance, relativeTolerance }: Required<Tolerance>): string {
  const parts = [
    ...(tolerance > 0 ? [String(tolerance)] : []),
    ...(relativeTolerance > 0 ? [`${relativeTolerance * 100} %`] : []),
  ];
  return parts.length === 0 ? "" : ` ± ${parts.join(" or ")}`;
}

function compareOrder(field: string, { value, expected }: Compared, order: Order): EvalResult {
  if (typeof value !== "number" || typeof expected !== "number") {
    return fail(`${field} is ${show(value)}, which is not a number.`);
  }
  const reason = `${field} is ${value}; expected ${order.replace("_", " ")} ${expected}.`;
  return orders[order](value, expected) ? pass(reason) : fail(reason);
}
