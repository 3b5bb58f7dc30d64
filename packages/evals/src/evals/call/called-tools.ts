import { isDeepStrictEqual } from "node:util";
import type { Eval, JsonObject, JsonValue, ToolCall } from "@promptrail/core";
import { flag, isText, oneOf } from "../../settings/field-rules.js";
import { isPlainObject, type SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type OfCase, readWanted } from "../definition/of-case.js";
import { toPlainValue } from "../definition/plain-value.js";
import { requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { fail, pass } from "../eval-verdicts.js";
import { matchCalls } from "./match-calls.js";

/** A call of a tool that is expected. */
export interface ExpectedCall {
  /** The tool's name, exactly. */
  readonly name: string;
  /** Default: any arguments. */
  readonly arguments?: JsonObject;
}

export interface CalledToolsSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** `exact`: the calls come in the order of the list. `any`: in whatever order. Default: `exact`. */
  readonly order?: "exact" | "any";
  /** `equal`: the arguments are those given. `include`: there may be others beside them, at every depth of objects. Default: `equal`. */
  readonly arguments?: "equal" | "include";
  /** Whether there may be other calls beside those expected. Default: false. */
  readonly allowOthers?: boolean;
}

const rules: SettingRules<CalledToolsSettings> = {
  ...caseRules,
  order: oneOf(["exact", "any"]),
  arguments: oneOf(["equal", "include"]),
  allowOthers: flag,
};

/**
 * Holds where the answer asks for the expected calls of tools, each as often as it is listed; an empty list says that it asks for
 * none. The score is the share of the calls, expected or made, that fit; other calls count against it unless they are allowed.
 * Throws `invalid_definition`.
 */
export function calledTools<Context = unknown, GroundTruth = unknown>(
  expected: OfCase<readonly ExpectedCall[], Context, GroundTruth>,
  settings: CalledToolsSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("calledTools", settings, rules);
  const { order = "exact", allowOthers = false } = settings;
  const { arguments: compared = "equal" } = settings;
  const wanted = readWanted<readonly ExpectedCall[], Context, GroundTruth>({
    check: "calledTools",
    what: "the expected calls",
    // Whoever forgets it does not ask for the ground truth.
    given: expected ?? null,
    settings,
    takes: "a list of `{ name, arguments }`, in which `arguments` may be left out",
    read: readCalls,
    toSettings: (calls) => calls.map(toSettings),
  });
  return defineCheck<Context, GroundTruth>({
    check: "called_tools",
    parameters:
      typeof expected === "function" ? "of the case" : expected.map(({ name }) => name).join(", "),
    settings,
    judgesBy: { expected: wanted.settings, order, arguments: compared, allowOthers },
    needsGroundTruth: wanted.needsGroundTruth,
    evaluate: (subject) => {
      const calls = wanted.find(subject);
      if (calls === null) return null;
      const { toolCalls } = subject;
      const fits = (call: ExpectedCall, made: ToolCall) => isCalled(call, made, compared);
      const matched = matchCalls(calls, toolCalls, { fits, inOrder: order === "exact" });
      const others = allowOthers ? 0 : toolCalls.length - matched;
      const reason = `Expected ${describe(calls)}; called ${describe(toolCalls)}.`;
      if (matched === calls.length && others === 0) return pass(reason);
      return fail(reason, matched / Math.max(calls.length + others, 1));
    },
  });
}

function readCalls(value: unknown): readonly ExpectedCall[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const calls: readonly unknown[] = value;
  const read = calls.filter(isExpectedCall);
  return read.length === calls.length ? read : undefined;
}

function isExpectedCall(value: unknown): value is ExpectedCall {
  if (!isPlainObject(value)) return false;
  const { name, arguments: given, ...others } = value;
  const isGiven =
    given === undefined || (isPlainObject(given) && toPlainValue(given) !== undefined);
  return isText(name) && name !== "" && isGiven && Object.keys(others).length === 0;
}

function toSettings({ name, arguments: given }: ExpectedCall): JsonValue {
  return given === undefined ? { name } : { name, arguments: given };
}

function isCalled(call: ExpectedCall, made: ToolCall, compared: "equal" | "include"): boolean {
  if (call.name !== made.name) return false;
  const { arguments: given } = call;
  if (given === undefined) return true;
  return compared === "equal" ? isDeepStrictEqual(made.input, given) : includes(made.input, given);
}

function includes(value: JsonValue | undefined, part: JsonValue): boolean {
  if (!isPlainObject(part)) return isDeepStrictEqual(value, part);
  return (
    isPlainObject(value) &&
    Object.entries(part).every(([name, member]) => includes(value[name], member))
  );
}

const mostNamed = 10;

function describe(calls: readonly { readonly name: string }[]): string {
  if (calls.length === 0) return "no tool";
  const names = calls.slice(0, mostNamed).map(({ name }) => name);
  const more = calls.length - names.length;
  return `${names.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
