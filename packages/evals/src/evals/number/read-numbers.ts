import type { EvalSubject } from "@promptrail/core";
import { isPlainObject } from "../../settings/require-fields.js";
import { findAt } from "../json/json-pointer.js";
import { readAnswer } from "../json/read-answer.js";

/** A number, or several in a fixed order, such as those of four weeks. */
export type Numbers = number | readonly number[];

/** The numbers of a value, at least one; undefined where it has anything else, or one that is not finite. */
export function readNumbers(value: unknown): readonly number[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  const numbers = values.filter((each) => typeof each === "number" && Number.isFinite(each));
  const isFilled = values.length > 0 && numbers.length === values.length;
  return isFilled ? numbers.map(Number) : undefined;
}

/** The answer's numbers at a place of its JSON, or what is wrong with it. */
export function readAnswerNumbers(
  subject: Pick<EvalSubject, "output"> & { readonly data: unknown },
  field: string,
  path: readonly string[],
): readonly number[] | string {
  const answer = readAnswer(subject);
  if (answer.problem !== null) return answer.problem;
  const at = field === "" ? "The answer" : field;
  const value = findAt(answer.value, path);
  if (value === undefined) return `The answer has no ${field}.`;
  const numbers = readNumbers(value);
  if (numbers !== undefined) return numbers;
  return `${at} is ${isPlainObject(value) ? "an object" : "not a number and not a list of numbers"}.`;
}
