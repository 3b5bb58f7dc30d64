import type { Eval, EvalResult, EvalSubject, JsonValue } from "@promptrail/core";
import { listSome } from "@promptrail/core/portable";
import { filledTexts, fromZero } from "../../settings/field-rules.js";
import type { SettingRules } from "../../settings/require-fields.js";
import type { CaseSettings } from "../definition/check-settings.js";
import { defineCheck } from "../definition/define-check.js";
import { type CaseFacts, readWanted } from "../definition/of-case.js";
import { refuseSettings, requireSettings } from "../definition/require-settings.js";
import { caseRules } from "../definition/setting-rules.js";
import { isNear, type Tolerance } from "../definition/tolerance.js";
import { fail, pass } from "../eval-verdicts.js";
import { foldText } from "../text/to-phrase-pattern.js";
import { findNames, splitNameWords } from "./find-names.js";
import { findNumbers } from "./find-numbers.js";
import { readSource, toGrounds } from "./source-texts.js";

export interface GroundedSettings<Context = unknown, GroundTruth = unknown>
  extends CaseSettings<Context, GroundTruth> {
  /** Where what the answer may name stands: a text, or anything that has texts and numbers in it. Default: the case's context, and what users and tools say in its turns. */
  readonly from?: (facts: CaseFacts<Context, GroundTruth>) => unknown;
}

export interface GroundedNumbersSettings<Context = unknown, GroundTruth = unknown>
  extends GroundedSettings<Context, GroundTruth>,
    Tolerance {
  /** Numbers that need no source. Default: none. */
  readonly allow?: readonly number[];
}

const baseRules: SettingRules<GroundedSettings> = {
  ...caseRules,
  from: { takes: "a function of the case", fits: (value) => typeof value === "function" },
};

const numberRules: SettingRules<GroundedNumbersSettings> = {
  ...baseRules,
  tolerance: fromZero,
  relativeTolerance: fromZero,
  allow: {
    takes: "a list of numbers",
    fits: (value) => Array.isArray(value) && value.every(Number.isFinite),
  },
};

/**
 * Holds where every number of the answer stands in the case's context: `1,299.00` there supports 1299, 1.299,00 and 1 299.
 * Numbers in digits are read, of every script; their signs, units and words such as "three" are not. Numbers that follow from
 * others (a sum, a rounded price) are not supported, but by a tolerance. The score is the share of the numbers that are.
 * Throws `invalid_definition`.
 */
export function groundedNumbers<Context = unknown, GroundTruth = unknown>(
  settings: GroundedNumbersSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("groundedNumbers", settings, numberRules);
  const { tolerance = 0, relativeTolerance = 0, allow = [] } = settings;
  const reach = { tolerance, relativeTolerance };
  const hasReach = tolerance > 0 || relativeTolerance > 0;
  return defineGrounded<Context, GroundTruth>({
    names: { caller: "groundedNumbers", check: "grounded_numbers", what: "numbers" },
    settings,
    judgesBy: { ...reach, allow: [...allow] },
    judge: (output, source) => {
      const { texts, numbers } = readSource(source);
      const inTexts = texts.flatMap(findNumbers).flatMap(({ readings }) => readings.flat());
      const known = new Set([...allow, ...numbers.map(Math.abs), ...inTexts]);
      const isClose = (number: number) => [...known].some((each) => isNear(number, each, reach));
      const isKnown = (number: number) => known.has(number) || (hasReach && isClose(number));
      const found = findNumbers(output);
      const lost = found.filter(({ readings }) => !readings.some((each) => each.every(isKnown)));
      return judgeFound(found, lost, "number");
    },
  });
}

export interface GroundedNamesSettings<Context = unknown, GroundTruth = unknown>
  extends GroundedSettings<Context, GroundTruth> {
  /** Words that need no source, in whatever case: `["Monday", "Europe"]`. Default: none. */
  readonly allow?: readonly string[];
}

/**
 * Holds where every name of the answer stands in the case's context, word by word, in whatever case. A name is a word with a
 * capital letter: see `findNames` for the rules and what they miss. So it is of no use in German, and an answer in a script
 * without capital letters (Chinese, Arabic, Hindi) has none: the eval does not apply to it. The score is the share of the names
 * that are supported. Throws `invalid_definition`.
 */
export function groundedNames<Context = unknown, GroundTruth = unknown>(
  settings: GroundedNamesSettings<Context, GroundTruth> = {},
): Eval<Context, GroundTruth> {
  requireSettings("groundedNames", settings, { ...baseRules, allow: filledTexts });
  const { allow = [] } = settings;
  return defineGrounded<Context, GroundTruth>({
    names: { caller: "groundedNames", check: "grounded_names", what: "names" },
    settings,
    judgesBy: { allow: [...allow] },
    judge: (output, source) => {
      if (/\p{L}/u.test(output) && !/[\p{Lu}\p{Ll}]/u.test(output)) return null;
      const known = new Set([...allow, ...readSource(source).texts].flatMap(toNameWords));
      const found = findNames(output);
      const lost = found.filter(({ text }) => !isSupported(text, known));
      return judgeFound(found, lost, "name");
    },
  });
}

/** With its parts, so that `Jean-Paul` supports `Paul`. */
function toNameWords(text: string): readonly string[] {
  const words = splitNameWords(foldText(text));
  return [...words, ...words.flatMap((word) => word.split(/['’&.·-]/))];
}

/** As it is written, or each of its parts. */
function isSupported(name: string, known: ReadonlySet<string>): boolean {
  const folded = foldText(name);
  return known.has(folded) || folded.split(/['’&.·-]/).every((part) => known.has(part));
}

function judgeFound(
  found: readonly { readonly text: string }[],
  lost: readonly { readonly text: string }[],
  what: string,
): EvalResult {
  const names = [...new Set(lost.map(({ text }) => text))];
  if (names.length > 0) {
    return fail(
      `Not in the context: ${listSome(names)}.`,
      Math.max(0, 1 - lost.length / found.length),
    );
  }
  return pass(
    found.length === 0 ? `The answer has no ${what}.` : `Every ${what} is in the context.`,
  );
}

interface Grounded<Context, GroundTruth> {
  readonly names: { readonly caller: string; readonly check: string; readonly what: string };
  readonly settings: GroundedSettings<Context, GroundTruth>;
  readonly judgesBy: Readonly<Record<string, JsonValue>>;
  readonly judge: (output: string, source: unknown) => EvalResult | null;
}

function defineGrounded<Context, GroundTruth>({
  names,
  settings,
  judgesBy,
  judge,
}: Grounded<Context, GroundTruth>): Eval<Context, GroundTruth> {
  const { from } = settings;
  if (from === undefined && settings.needsGroundTruth !== undefined) {
    refuseSettings(
      names.caller,
      "has a needsGroundTruth, but reads the context only. Remove it, or give a function as `from`.",
    );
  }
  const source = from === undefined ? null : readSourceOf(names.caller, from, settings);
  return defineCheck<Context, GroundTruth>({
    check: names.check,
    settings,
    judgesBy: { ...judgesBy, from: source?.settings ?? "the context" },
    needsGroundTruth: source?.needsGroundTruth ?? false,
    evaluate: (subject: EvalSubject<Context, GroundTruth, unknown>) => {
      const value: unknown = source === null ? toGrounds(subject) : source.find(subject);
      return value === null ? null : judge(subject.output, value);
    },
  });
}

function readSourceOf<Context, GroundTruth>(
  check: string,
  from: (facts: CaseFacts<Context, GroundTruth>) => unknown,
  settings: CaseSettings<Context, GroundTruth>,
) {
  return readWanted<unknown, Context, GroundTruth>({
    check,
    what: "from",
    given: from,
    settings,
    takes: "texts or data",
    read: (value) => value,
    toSettings: () => null,
  });
}
