import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "./json-shape.js";
import type { SeededChoice } from "./seeded-choice.js";

interface Filling {
  /** The whole schema, for its definitions. */
  readonly root: JsonObject;
  /** What is known already, by property name. */
  readonly known: JsonObject;
  readonly choice: SeededChoice;
}

const deepest = 12;

/** A value that fits a JSON Schema: what is known where the names agree, else something plausible. */
export function fillSchema(schema: JsonObject, known: JsonObject, choice: SeededChoice): JsonValue {
  return fill(schema, "answer", { root: schema, known, choice }, 0);
}

function fill(schema: JsonObject, name: string, filling: Filling, depth: number): JsonValue {
  const resolved = resolve(schema, filling.root);
  if ("const" in resolved) return resolved.const ?? null;
  if (isJsonList(resolved.enum))
    return filling.choice.pick(name, [resolved.enum[0] ?? null, ...resolved.enum.slice(1)]);
  const type = isJsonList(resolved.type) ? resolved.type[0] : resolved.type;
  if (depth > deepest) return null;
  if (type === "object" || isJsonObject(resolved.properties))
    return fillObject(resolved, filling, depth);
  const value = filling.known[name];
  if (value !== undefined && hasType(value, type)) return value;
  if (type === "array") return fillArray(resolved, name, filling, depth);
  if (type === "number" || type === "integer")
    return fillNumber(resolved, type, filling.choice.fraction(name));
  if (type === "boolean") return filling.choice.happens(name, 0.5);
  if (type === "string") return fillString(resolved, name, filling);
  return null;
}

function resolve(schema: JsonObject, root: JsonObject): JsonObject {
  if (typeof schema.$ref === "string") {
    const target = schema.$ref
      .replace(/^#\/?/, "")
      .split("/")
      .filter((step) => step !== "")
      .reduce<JsonValue>((at, step) => (isJsonObject(at) ? (at[step] ?? null) : null), root);
    return isJsonObject(target) ? target : {};
  }
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  const first = isJsonList(choices) ? choices[0] : undefined;
  return isJsonObject(first) ? resolve(first, root) : schema;
}

function fillObject(schema: JsonObject, filling: Filling, depth: number): JsonObject {
  const properties = isJsonObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, property]) => [
      name,
      isJsonObject(property) ? fill(property, name, filling, depth + 1) : null,
    ]),
  );
}

function fillArray(schema: JsonObject, name: string, filling: Filling, depth: number): JsonValue {
  const items = isJsonObject(schema.items) ? schema.items : { type: "string" };
  const least = typeof schema.minItems === "number" ? schema.minItems : 1;
  return Array.from({ length: least }, (_, index) =>
    fill(items, `${name} ${index}`, filling, depth + 1),
  );
}

function fillNumber(schema: JsonObject, type: JsonValue | undefined, fraction: number): number {
  const low = typeof schema.minimum === "number" ? schema.minimum : 0;
  const high = typeof schema.maximum === "number" ? schema.maximum : low + 100;
  const value = low + (high - low) * fraction;
  return type === "integer" ? Math.floor(value) : Math.round(value * 100) / 100;
}

function fillString(schema: JsonObject, name: string, filling: Filling): string {
  const summary = filling.known.text;
  const text = typeof summary === "string" && summary !== "" ? summary : `A plausible ${name}.`;
  const longest =
    typeof schema.maxLength === "number" ? schema.maxLength : Number.POSITIVE_INFINITY;
  return text.slice(0, longest);
}

function hasType(value: JsonValue, type: JsonValue | undefined): boolean {
  if (type === "array") return isJsonList(value);
  if (type === "integer") return Number.isInteger(value);
  return type === undefined || typeof value === type;
}
