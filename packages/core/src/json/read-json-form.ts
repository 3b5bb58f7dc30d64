import type { JsonValue } from "./json-value.js";
import { toJson } from "./to-json.js";

export type JsonForm =
  | { readonly json: JsonValue; readonly problem: null }
  /** `problem`: what has no form, and where: "`data.due` is a Map, which JSON cannot say". */
  | { readonly json: null; readonly problem: string };

/**
 * What JSON says of a value, where it says all of it: like `JSON.stringify` it leaves out fields that are
 * `undefined` and asks `toJSON`, but nothing becomes `{}` or null on the way. Never throws.
 *
 * @param name Of the value, for the problem.
 */
export function readJsonForm(value: unknown, name: string): JsonForm {
  try {
    const problem = findProblem(value, name, new Set());
    if (problem !== null) return { json: null, problem };
    const json = toJson(value);
    if (json !== undefined) return { json, problem: null };
  } catch {
    // Deeper than the stack, or a `toJSON` that throws.
  }
  return { json: null, problem: `\`${name}\` did not become JSON` };
}

/** `around`: the lists and objects that hold the value. */
function findProblem(value: unknown, path: string, around: Set<object>): string | null {
  const what = describeForeign(value);
  if (what !== null) return `\`${path}\` is ${what}, which JSON cannot say`;
  if (typeof value !== "object" || value === null) return null;
  if (around.has(value)) return `\`${path}\` holds itself, which JSON cannot say`;
  around.add(value);
  for (const [step, member] of membersOf(value)) {
    const problem = findProblem(member, `${path}${step}`, around);
    if (problem !== null) return problem;
  }
  around.delete(value);
  return null;
}

function membersOf(value: object): readonly (readonly [step: string, member: unknown])[] {
  if (hasToJson(value)) return [["", value.toJSON()]];
  // By index: a list may have holes.
  if (Array.isArray(value)) return Array.from(value, (item, index) => [`[${index}]`, item]);
  return Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [`.${name}`, member]);
}

/** What a value itself is, where JSON has no word for it. */
function describeForeign(value: unknown): string | null {
  if (value === null || value === undefined) return value === null ? null : "undefined";
  switch (typeof value) {
    case "string":
    case "boolean":
      return null;
    case "number":
      return Number.isFinite(value) ? null : String(value);
    case "object":
      return describeForeignObject(value);
    default:
      return `a ${typeof value}`;
  }
}

function describeForeignObject(value: object): string | null {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "an invalid date" : null;
  if (hasToJson(value) || Array.isArray(value) || isPlain(value)) return null;
  return `of the class ${value.constructor.name}`;
}

function hasToJson(value: object): value is { readonly toJSON: () => unknown } {
  return "toJSON" in value && typeof value.toJSON === "function";
}

/** Of any realm: an object of another one has another `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
