import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { isJsonList, isJsonObject } from "../../json/json-value.js";
import { resolveSchema } from "./schema-references.js";

/** Deeper unions of unions than this are not looked into. */
const deepest = 8;

/** The types that a schema says, or that follow from its values or its fields; none where it allows all. */
export function typesOf(schema: JsonObject): readonly JsonValue[] {
  const { type } = schema;
  if (isJsonList(type)) return type;
  if (type !== undefined) return [type];
  const values = valuesOf(schema);
  if (values !== null) return [...new Set(values.map(typeOfValue))];
  if (isJsonObject(schema["properties"])) return ["object"];
  return schema["items"] !== undefined || schema["prefixItems"] !== undefined ? ["array"] : [];
}

/** The only values that a schema allows, or null where it names none. */
export function valuesOf(schema: JsonObject): readonly JsonValue[] | null {
  if (schema["const"] !== undefined) return [schema["const"]];
  return isJsonList(schema["enum"]) ? schema["enum"] : null;
}

function typeOfValue(value: JsonValue): string {
  if (value === null) return "null";
  return isJsonList(value) ? "array" : typeof value;
}

/** Whether no value fits two of the schemas, as far as types and constants tell. */
export function areDisjoint(root: JsonObject, schemas: readonly JsonObject[]): boolean {
  return everyPair(schemas, (one, other) => exclude(root, one, other, deepest));
}

function everyPair<Item>(items: readonly Item[], fits: (one: Item, other: Item) => boolean) {
  return items.every((one, index) => items.slice(index + 1).every((other) => fits(one, other)));
}

function exclude(root: JsonObject, one: JsonObject, other: JsonObject, depth: number): boolean {
  if (depth === 0) return false;
  const left = resolveSchema(root, one);
  const right = resolveSchema(root, other);
  for (const [union, rest] of [[left, right] as const, [right, left] as const]) {
    const arms = [union["anyOf"], union["oneOf"]].find(isJsonList);
    if (arms !== undefined) {
      return arms.every((arm) => isJsonObject(arm) && exclude(root, arm, rest, depth - 1));
    }
  }
  const shared = sharedTypes(typesOf(left), typesOf(right));
  if (shared.length === 0 && typesOf(left).length * typesOf(right).length > 0) return true;
  if (differInValues(left, right)) return true;
  if (shared.length !== 1 || shared[0] !== "object") return false;
  return Object.keys(fieldsOf(left)).some((name) => tellsApart(root, name, left, right));
}

function sharedTypes(left: readonly JsonValue[], right: readonly JsonValue[]) {
  const wide = (types: readonly JsonValue[]) =>
    types.map((type) => (type === "integer" ? "number" : type));
  return wide(left).filter((type) => wide(right).includes(type));
}

function differInValues(left: JsonObject, right: JsonObject): boolean {
  const one = valuesOf(left);
  const other = valuesOf(right);
  if (one === null || other === null) return false;
  const texts = new Set(one.map((value) => JSON.stringify(value)));
  return other.every((value) => !texts.has(JSON.stringify(value)));
}

/** Whether both objects always have this field, with other constants. */
function tellsApart(root: JsonObject, name: string, one: JsonObject, other: JsonObject): boolean {
  const [left, right] = [one, other].map((schema) => {
    const { required } = schema;
    const field = isJsonList(required) && required.includes(name) ? fieldsOf(schema)[name] : null;
    return isJsonObject(field) ? resolveSchema(root, field) : null;
  });
  return left != null && right != null && differInValues(left, right);
}

function fieldsOf(schema: JsonObject): JsonObject {
  return isJsonObject(schema["properties"]) ? schema["properties"] : {};
}

export interface LeadingField {
  /** The field by which the objects are to begin; null where their own order will do. */
  readonly lead: string | null;
  /** The field by which two of them begin alike, whatever the order; null where none do. */
  readonly clash: string | null;
}

/** How the objects of one union can be told apart by their first field. */
export function findLeadingField(root: JsonObject, schemas: readonly JsonObject[]): LeadingField {
  const objects = schemas
    .map((schema) => resolveSchema(root, schema))
    .filter((schema) => typesOf(schema).includes("object"));
  const clash = findClash(root, objects);
  if (clash === null) return { lead: null, clash: null };
  // What a reference leads to has its order for everyone.
  const movable = schemas.every((schema) => schema["$ref"] === undefined);
  const names = movable ? Object.keys(fieldsOf(objects[0] ?? {})) : [];
  const lead = names.find((name) =>
    everyPair(objects, (one, other) => tellsApart(root, name, one, other)),
  );
  return lead === undefined ? { lead: null, clash } : { lead, clash: null };
}

function findClash(root: JsonObject, objects: readonly JsonObject[]): string | null {
  let clash: string | null = null;
  everyPair(objects, (one, other) => {
    const [name] = Object.keys(fieldsOf(one));
    const [otherName] = Object.keys(fieldsOf(other));
    const differ = name !== otherName || name === undefined || tellsApart(root, name, one, other);
    if (!differ) clash = name;
    return differ;
  });
  return clash;
}
