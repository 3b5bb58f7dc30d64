import type { JsonObject, JsonValue } from "../json/json-value.js";
import { isJsonList, isJsonObject } from "../json/json-value.js";

/** What a value may be: the arms of its schema's unions, references followed. */
export interface SchemaArms {
  /** Plain schemas of one type each, without `null`; an empty one allows anything. */
  readonly arms: readonly JsonObject[];
  /** True where `null` is allowed. */
  readonly nullable: boolean;
}

/** Reads the parts of one JSON Schema, each of them once. */
export type ReadArms = (schema: JsonObject) => SchemaArms;

/** Beyond this a union of unions is taken for a schema that allows anything. */
const mostArms = 64;

/** Follows `$ref`, `anyOf`, `oneOf`, `allOf` and lists of types within `root`. */
export function createArmsReader(root: JsonObject): ReadArms {
  const known = new Map<JsonObject, SchemaArms>();
  return (schema) => {
    const found = known.get(schema);
    if (found !== undefined) return found;
    const every = unique(toArms(root, schema, new Set()));
    const arms = every.filter((arm) => !isNull(arm));
    const result: SchemaArms = {
      arms: arms.length > mostArms ? [{}] : arms,
      nullable: arms.length < every.length,
    };
    known.set(schema, result);
    return result;
  };
}

function unique(arms: readonly JsonObject[]): readonly JsonObject[] {
  return [...new Set(arms)];
}

function isNull(arm: JsonObject): boolean {
  return arm["type"] === "null" || arm["const"] === null;
}

function toArms(
  root: JsonObject,
  schema: JsonObject,
  seen: ReadonlySet<string>,
): readonly JsonObject[] {
  const { $ref: reference, anyOf, oneOf, allOf, ...own } = schema;
  const parts: (readonly JsonObject[])[] = [];
  if (typeof reference === "string") parts.push(followReference(root, reference, seen));
  for (const union of [anyOf, oneOf]) {
    if (isJsonList(union)) parts.push(armsOfEach(root, union, seen));
  }
  if (isJsonList(allOf)) {
    for (const part of allOf.filter(isJsonObject)) parts.push(toArms(root, part, seen));
  }
  // The schema itself comes back where nothing is to be merged: it stays one object for who compares.
  if (parts.length === 0) return splitTypes(schema);
  const start = Object.keys(own).some(constrains) ? splitTypes(own) : undefined;
  return (
    parts.reduce<readonly JsonObject[] | undefined>(
      (arms, part) => (arms === undefined ? part : intersect(arms, part)),
      start,
    ) ?? [{}]
  );
}

function armsOfEach(
  root: JsonObject,
  union: readonly JsonValue[],
  seen: ReadonlySet<string>,
): readonly JsonObject[] {
  return union.filter(isJsonObject).flatMap((arm) => toArms(root, arm, seen));
}

const remarks: ReadonlySet<string> = new Set([
  ...["$comment", "$defs", "$id", "$schema", "default", "definitions", "deprecated"],
  ...["description", "examples", "id", "readOnly", "title", "writeOnly"],
]);

function constrains(keyword: string): boolean {
  return !remarks.has(keyword);
}

function followReference(
  root: JsonObject,
  reference: string,
  seen: ReadonlySet<string>,
): readonly JsonObject[] {
  // A reference that leads to itself without a member between allows nothing.
  if (seen.has(reference)) return [];
  let at: JsonValue | undefined = root;
  for (const part of reference.split("/").slice(1)) {
    at = isJsonObject(at) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return isJsonObject(at) ? toArms(root, at, new Set([...seen, reference])) : [{}];
}

/** One arm a type; an impossible schema has none. */
function splitTypes(schema: JsonObject): readonly JsonObject[] {
  const { type, not } = schema;
  if (isJsonObject(not) && Object.keys(not).length === 0) return [];
  if (isJsonList(type)) return type.map((one) => ({ ...schema, type: one }));
  const values = schema["enum"];
  if (!isJsonList(values) || !values.includes(null)) return [schema];
  return [{ ...schema, enum: values.filter((value) => value !== null) }, { type: "null" }];
}

function intersect(
  left: readonly JsonObject[],
  right: readonly JsonObject[],
): readonly JsonObject[] {
  if (left.length * right.length > mostArms) return [{}];
  return left.flatMap((one) =>
    right.map((other) => mergeArms(one, other)).filter((arm) => arm !== null),
  );
}

/** What fits both; null where their types exclude each other. */
function mergeArms(one: JsonObject, other: JsonObject): JsonObject | null {
  if (Object.keys(one).length === 0) return other;
  if (Object.keys(other).length === 0) return one;
  const types = [one["type"], other["type"]];
  const [left = types[1], right = types[0]] = types;
  const numbers = left !== right && [left, right].every((type) => isNumeric(type));
  if (left !== right && !numbers) return null;
  const required = [one["required"], other["required"]].filter(isJsonList).flat();
  return {
    ...one,
    ...other,
    ...(left === undefined ? {} : { type: numbers ? "integer" : left }),
    ...mergeMembers(one, other),
    ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
  };
}

function isNumeric(type: JsonValue | undefined): boolean {
  return type === "number" || type === "integer";
}

function mergeMembers(one: JsonObject, other: JsonObject): JsonObject {
  const left = one["properties"];
  const right = other["properties"];
  if (!isJsonObject(left) || !isJsonObject(right)) return {};
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  const members = [...names].map((name): [string, JsonValue] => {
    const both = [left, right].flatMap((from) => {
      const member = Object.hasOwn(from, name) ? from[name] : undefined;
      return member === undefined ? [] : [member];
    });
    return [name, both.length === 1 ? (both[0] ?? {}) : { allOf: both }];
  });
  return { properties: Object.fromEntries(members) };
}
