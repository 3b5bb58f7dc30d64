import type { JsonValue } from "./json-value.js";

export type JsonForm =
  | { readonly json: JsonValue; readonly problem: null }
  /** `problem`: what has no form, and where: "`data.due` is a Map, which JSON cannot say". */
  | { readonly json: null; readonly problem: string };

/**
 * What JSON says of a value, where it says all of it: like `JSON.stringify` it leaves out fields that are
 * `undefined` and asks `toJSON`, but nothing becomes `{}` or null on the way. A copy in one pass, since every
 * call makes one. Never throws.
 *
 * @param name Of the value, for the problem.
 */
export function readJsonForm(value: unknown, name: string): JsonForm {
  try {
    return { json: copy(value, []), problem: null };
  } catch (error) {
    const problem =
      error instanceof NoForm
        ? `\`${name}${error.path}\` ${error.what}, which JSON cannot represent`
        : // Deeper than the stack, or a `toJSON` that throws.
          `\`${name}\` cannot be written as JSON`;
    return { json: null, problem };
  }
}

/** What has no form; its path grows on the way out, so that values without a fault need none. */
class NoForm extends Error {
  path = "";
  readonly what: string;

  constructor(what: string) {
    super(what);
    this.what = what;
  }
}

/** `around`: the lists and objects that hold the value. Throws NoForm. */
function copy(value: unknown, around: object[]): JsonValue {
  switch (typeof value) {
    case "string":
    case "boolean":
      return value;
    case "number":
      if (!Number.isFinite(value)) throw new NoForm(`is ${value}`);
      // JSON has no negative zero.
      return value === 0 ? 0 : value;
    case "object":
      return value === null ? null : copyObject(value, around);
    default:
      throw new NoForm(value === undefined ? "is undefined" : `is a ${typeof value}`);
  }
}

function copyObject(value: object, around: object[]): JsonValue {
  if (around.includes(value)) throw new NoForm("contains itself");
  around.push(value);
  const json = copyMembers(value, around);
  around.pop();
  return json;
}

function copyMembers(value: object, around: object[]): JsonValue {
  if (hasToJson(value)) return copyOwnForm(value, around);
  if (Array.isArray(value)) {
    const list: JsonValue[] = [];
    // By index: a list may have holes.
    for (let index = 0; index < value.length; index += 1) {
      list.push(copyMember(value[index], around, index));
    }
    return list;
  }
  if (!isPlain(value)) throw new NoForm(`is an instance of the class ${value.constructor.name}`);
  const object: Record<string, JsonValue> = {};
  for (const [name, member] of Object.entries(value)) {
    if (member !== undefined) set(object, name, copyMember(member, around, name));
  }
  return object;
}

function copyOwnForm(value: HasToJson, around: object[]): JsonValue {
  const form = value.toJSON();
  if (form === null && isDate(value)) throw new NoForm("is an invalid date");
  return copy(form, around);
}

function copyMember(member: unknown, around: object[], step: string | number): JsonValue {
  try {
    return copy(member, around);
  } catch (error) {
    if (error instanceof NoForm) {
      error.path = `${typeof step === "number" ? `[${step}]` : `.${step}`}${error.path}`;
    }
    throw error;
  }
}

/** As `JSON.parse` does it: a member `__proto__` is data, and no prototype. */
function set(object: Record<string, JsonValue>, name: string, value: JsonValue): void {
  if (name === "__proto__") {
    Object.defineProperty(object, name, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  } else {
    object[name] = value;
  }
}

interface HasToJson {
  readonly toJSON: () => unknown;
}

function hasToJson(value: object): value is HasToJson {
  return "toJSON" in value && typeof value.toJSON === "function";
}

/** Of any realm: a date of another one is no instance of this one's `Date`. */
function isDate(value: object): boolean {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** Of any realm: an object of another one has another `Object.prototype`. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
