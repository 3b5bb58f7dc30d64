import type { EvalSubject, JsonValue } from "@promptrail/core";
import { show } from "../../settings/require-fields.js";
import type { CaseSettings } from "./check-settings.js";
import { refuseSettings } from "./require-settings.js";

/** What a function of a case reads. */
export interface CaseFacts<Context = unknown, GroundTruth = unknown> {
  readonly context: Context;
  readonly groundTruth: GroundTruth;
}

/** A constant, or what a function makes of the case; its null says that the eval does not apply to the case. */
export type OfCase<Value, Context = unknown, GroundTruth = unknown> =
  | Value
  | ((facts: CaseFacts<Context, GroundTruth>) => Value | null);

/** What an eval compares with, read for each case. */
export interface Wanted<Value, Context, GroundTruth> {
  readonly needsGroundTruth: boolean;
  /** How it is part of the suite hash: a function counts as a function, whatever it does. */
  readonly settings: JsonValue;
  /** Null where the eval does not apply. Throws where the case does not have what is needed. */
  readonly find: (
    subject: Pick<EvalSubject<Context, GroundTruth>, "context" | "groundTruth">,
  ) => Value | null;
}

interface WantedSettings<Value, Context, GroundTruth> {
  /** The built-in eval, for messages. */
  readonly check: string;
  /** The setting or argument, for messages. */
  readonly what: string;
  /** Left out: the case's ground truth itself. */
  readonly given: OfCase<Value, Context, GroundTruth> | undefined;
  readonly settings: Pick<CaseSettings<Context, GroundTruth>, "needsGroundTruth" | "groundTruth">;
  /** What it takes, in words for `Give …`, and a value that fits as it is compared; undefined for one that does not. */
  readonly takes: string;
  readonly read: (value: unknown) => Value | undefined;
  /** How a constant is part of the suite hash. */
  readonly toSettings: (value: Value) => JsonValue;
}

/** Reads what an eval compares with. Throws `invalid_definition` for a constant that does not fit. */
export function readWanted<Value, Context, GroundTruth>(
  wanted: WantedSettings<Value, Context, GroundTruth>,
): Wanted<Value, Context, GroundTruth> {
  const { check, what, given, settings } = wanted;
  if (isFunction(given)) {
    const { needsGroundTruth = true } = settings;
    return {
      needsGroundTruth,
      settings: "a function of the case",
      find: ({ context, groundTruth }) => readResult(given({ context, groundTruth }), wanted),
    };
  }
  if (settings.needsGroundTruth !== undefined) {
    refuseSettings(
      check,
      `has a needsGroundTruth, which only a function of the case needs. Remove it, or give ${what} as a function.`,
    );
  }
  if (given === undefined) {
    return {
      needsGroundTruth: true,
      settings: "the ground truth",
      find: ({ groundTruth }) => readGroundTruth(groundTruth, wanted),
    };
  }
  if (settings.groundTruth !== undefined) {
    refuseSettings(
      check,
      `has a schema for the ground truth, but ${what} is a constant. Remove one of the two.`,
    );
  }
  const value = wanted.read(given);
  if (value === undefined) {
    return refuseSettings(check, `has ${show(given)} as ${what}. Give ${wanted.takes}.`);
  }
  return { needsGroundTruth: false, settings: wanted.toSettings(value), find: () => value };
}

type Reading<Value> = Pick<WantedSettings<Value, unknown, unknown>, "what" | "takes" | "read">;

function readResult<Value>(result: unknown, { what, takes, read }: Reading<Value>): Value | null {
  if (result === null) return null;
  const value = result === undefined ? undefined : read(result);
  if (value !== undefined) return value;
  throw new Error(
    `The function of ${what} returned ${show(result)} for this case. Return ${takes}, or null if the eval does not apply to the case.`,
  );
}

function readGroundTruth<Value>(groundTruth: unknown, { takes, read }: Reading<Value>): Value {
  if (groundTruth === null || groundTruth === undefined) {
    throw new Error("The case has no ground truth to compare with. Add `ground_truth` to its row.");
  }
  const value = read(groundTruth);
  if (value !== undefined) return value;
  throw new Error(
    `The case's ground truth is ${show(groundTruth)}, but the eval compares with ${takes}. Change the row, or give the eval a function of the case.`,
  );
}

function isFunction<Value, Context, GroundTruth>(
  given: OfCase<Value, Context, GroundTruth> | undefined,
): given is (facts: CaseFacts<Context, GroundTruth>) => Value | null {
  return typeof given === "function";
}
