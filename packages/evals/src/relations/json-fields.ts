import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";

/** Names and positions from the context down. */
export type FieldPath = readonly (string | number)[];

/** A value of a context, and where it stands. */
export interface Field {
  readonly path: FieldPath;
  /** The nearest name above it: `note` for the third of its notes. */
  readonly name: string;
  readonly value: JsonValue;
}

/** All values of a context, those that hold others first. */
export function listFields(context: JsonObject): readonly Field[] {
  const fields: Field[] = [];
  const visit = (value: JsonValue, path: FieldPath, name: string) => {
    if (path.length > 0) fields.push({ path, name, value });
    if (isJsonList(value)) {
      for (const [at, item] of value.entries()) visit(item, [...path, at], name);
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value)) visit(member, [...path, key], key);
    }
  };
  visit(context, [], "");
  return fields;
}

/** `order.items[0].note`; `[…]` around a name that is no plain word. */
export function showPath(path: FieldPath): string {
  return path
    .map((step, at) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return at === 0 ? step : `.${step}`;
    })
    .join("");
}

/** As a user names fields: `items[].note` for the notes of all items. */
export function toFieldName(path: FieldPath): string {
  return showPath(path).replaceAll(/\[\d+\]/g, "[]");
}

/** Undefined where nothing stands there. */
export function readField(context: JsonValue, path: FieldPath): JsonValue | undefined {
  let value: JsonValue | undefined = context;
  for (const step of path) {
    if (isJsonList(value) && typeof step === "number") value = value[step];
    else if (isJsonObject(value) && Object.hasOwn(value, step)) value = value[String(step)];
    else return undefined;
  }
  return value;
}

/** The context with another value there; undefined takes the member away. What is not there stays as it is. */
export function writeField<Value extends JsonValue>(
  context: Value,
  path: FieldPath,
  value: JsonValue | undefined,
): Value;
export function writeField(
  context: JsonValue,
  path: FieldPath,
  value: JsonValue | undefined,
): JsonValue {
  const [step, ...rest] = path;
  if (step === undefined) return value ?? null;
  const write = (inner: JsonValue | undefined) =>
    rest.length === 0 ? value : writeField(inner ?? null, rest, value);
  if (isJsonList(context) && typeof step === "number" && step < context.length) {
    const written = write(context[step]);
    return written === undefined ? context.toSpliced(step, 1) : context.with(step, written);
  }
  if (!isJsonObject(context)) return context;
  const written = write(context[step]);
  if (written !== undefined) return { ...context, [step]: written };
  const { [String(step)]: _taken, ...others } = context;
  return others;
}
