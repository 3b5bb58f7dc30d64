import { isPlainObject } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { type OfCase, readWanted, type Wanted } from "../definition/of-case.js";
import { refuseSettings } from "../definition/require-settings.js";

/** How many there may be: whole numbers, both ends included; at least one of the ends. */
export interface CountRange {
  /** Default: 1. */
  readonly min?: number;
  /** Default: no end. */
  readonly max?: number;
}

interface WantedRange<Context, GroundTruth> {
  readonly check: string;
  readonly given: OfCase<CountRange, Context, GroundTruth>;
  readonly settings: CaseSettings<Context, GroundTruth>;
}

/** The range that an eval counts by. Throws `invalid_definition` for one without ends, or whose min lies above its max. */
export function readWantedRange<Context, GroundTruth>({
  check,
  given,
  settings,
}: WantedRange<Context, GroundTruth>): Wanted<CountRange, Context, GroundTruth> {
  // Else it would be taken for the ground truth.
  if (given === undefined) refuseSettings(check, "has no range. Give `min`, `max` or both.");
  return readWanted<CountRange, Context, GroundTruth>({
    check,
    what: "the range",
    given,
    settings,
    takes: "whole numbers from 0 as `min`, `max` or both, with min at most max",
    read: readRange,
    toSettings: ({ min = 1, max = null }) => ({ min, max }),
  });
}

function readRange(value: unknown): CountRange | undefined {
  if (!isPlainObject(value)) return undefined;
  const { min = 1, max = Number.POSITIVE_INFINITY, ...others } = value;
  if (Object.keys(others).length > 0 || !(isCount(min) && isEnd(max))) return undefined;
  const isOpen = value["min"] === undefined && value["max"] === undefined;
  if (isOpen || min > max) return undefined;
  return Number.isFinite(max) ? { min, max } : { min };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function isEnd(value: unknown): value is number {
  return value === Number.POSITIVE_INFINITY || isCount(value);
}

/** `3 to 5`, `at least 3`, `at most 5`. */
export function describeRange({ min = 1, max }: CountRange): string {
  if (max === undefined) return `at least ${min}`;
  return min <= 1 ? `at most ${max}` : `${min} to ${max}`;
}
