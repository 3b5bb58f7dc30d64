import type { EvalSubject } from "@promptrail/core";
import { aboveZero, anything, fromZero, oneOf } from "../../settings/field-rules.js";
import { type SettingRules, show } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { type OfCase, readWanted, type Wanted } from "../definition/of-case.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { parsePointer, pointerTakes } from "../json/json-pointer.js";
import { type Numbers, readAnswerNumbers, readNumbers } from "./read-numbers.js";

export interface NumericSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Where the answer's number, or its list of numbers, stands: a JSON Pointer. Default: the whole answer is it. */
  readonly field?: string;
  /** As many numbers as the answer has. Default: the case's ground truth. */
  readonly expected?: OfCase<Numbers, Context, GroundTruth>;
  /** `relative`: as a share of the sum of what is expected. `absolute`: in the numbers' own unit. Default: `relative`. */
  readonly measure?: "relative" | "absolute";
  /** An error up to here passes: 0.1 is 10 % of what is expected, or 0.1 of the unit. */
  readonly tolerance: number;
  /** An error from here on scores 0. Default: 1, which is 100 %; an absolute measure must say it. */
  readonly worst?: number;
  /** The least sum that a relative error is a share of: else the error of a case that expects 0 has no end. Default: none. */
  readonly smallest?: number;
}

export const numericRules: SettingRules<NumericSettings> = {
  ...caseRules,
  field: { takes: pointerTakes, fits: (value) => parsePointer(value) !== undefined },
  expected: anything,
  measure: oneOf(["relative", "absolute"]),
  tolerance: fromZero,
  worst: aboveZero,
  smallest: aboveZero,
};

/** The numbers of one answer beside those that are expected. */
export interface ComparedNumbers {
  readonly numbers: readonly number[];
  readonly expected: readonly number[];
  /** What an error is divided by. */
  readonly scale: number;
}

export interface ReadNumeric<Context, GroundTruth> {
  readonly worst: number;
  readonly isRelative: boolean;
  readonly wanted: Wanted<readonly number[], Context, GroundTruth>;
  /** Null: it does not apply. A text: what is wrong with the answer. */
  readonly compare: (
    subject: EvalSubject<Context, GroundTruth, unknown>,
  ) => ComparedNumbers | string | null;
}

/** Reads the settings of an eval of numbers. Throws `invalid_definition`. */
export function readNumeric<Context, GroundTruth>(
  check: string,
  settings: NumericSettings<Context, GroundTruth>,
): ReadNumeric<Context, GroundTruth> {
  requireSettings(check, settings, numericRules);
  const { field = "", measure = "relative", tolerance, smallest = 0, expected } = settings;
  const isRelative = measure === "relative";
  const { worst = isRelative ? 1 : undefined } = settings;
  if (!fromZero.fits(tolerance)) {
    refuseSettings(check, `has the tolerance ${show(tolerance)}. Give ${fromZero.takes}.`);
  }
  if (worst === undefined || worst <= tolerance) {
    return refuseSettings(
      check,
      `has the worst ${worst}, and the tolerance ${tolerance}. Give a worst above the tolerance: an error so large scores 0.`,
    );
  }
  if (!isRelative && smallest > 0) {
    refuseSettings(check, "has a smallest, but its measure is absolute. Remove one of the two.");
  }
  const path = parsePointer(field) ?? [];
  const wanted = readWanted<readonly number[], Context, GroundTruth>({
    check,
    what: "expected",
    given: toNumbers(expected),
    settings,
    takes: "a number, or a list of numbers",
    read: readNumbers,
    toSettings: (numbers) => [...numbers],
  });
  return {
    worst,
    isRelative,
    wanted,
    compare: (subject) => {
      const right = wanted.find(subject);
      if (right === null) return null;
      const numbers = readAnswerNumbers(subject, field, path);
      if (typeof numbers === "string") return numbers;
      if (numbers.length !== right.length) {
        return `The answer has ${numbers.length} numbers, but ${right.length} are expected.`;
      }
      const scale = isRelative ? Math.max(sum(right.map(Math.abs)), smallest) : 1;
      return { numbers, expected: right, scale };
    },
  };
}

function toNumbers<Context, GroundTruth>(
  expected: OfCase<Numbers, Context, GroundTruth> | undefined,
): OfCase<readonly number[], Context, GroundTruth> | undefined {
  if (typeof expected === "number") return [expected];
  if (typeof expected !== "function") return expected;
  return (facts) => {
    const numbers = expected(facts);
    return typeof numbers === "number" ? [numbers] : numbers;
  };
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** An error as a share of what it is compared with; of nothing, only no error is small. */
export function divide(error: number, scale: number): number {
  if (error === 0) return 0;
  return scale === 0 ? Math.sign(error) * Number.POSITIVE_INFINITY : error / scale;
}

/** `12.5 %`, or a number in its own unit. */
export function showError(error: number, isRelative: boolean): string {
  if (!Number.isFinite(error)) return "without end, because 0 is expected";
  return isRelative
    ? `${Number((error * 100).toFixed(1))} %`
    : String(Number(error.toPrecision(6)));
}
