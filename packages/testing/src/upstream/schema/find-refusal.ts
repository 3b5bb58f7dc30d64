import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "../../engine/json-shape.js";

/** What a vendor's API takes as a JSON Schema. */
export interface SchemaRules {
  readonly keywords: ReadonlySet<string>;
  readonly formats: ReadonlySet<string>;
  readonly mostMinItems: number;
  readonly optionalFields: boolean;
  readonly recursion: boolean;
}

/** Words for the first thing that the vendor refuses, or null. */
export function findRefusal(root: JsonObject, rules: SchemaRules): string | null {
  const refusal = refuse(root, "schema", rules);
  if (refusal !== null || rules.recursion) return refusal;
  return isRecursive(root, root, []) ? "schema: recursive schemas are not supported" : null;
}

function refuse(schema: JsonValue, path: string, rules: SchemaRules): string | null {
  if (!isJsonObject(schema)) return `${path}: a schema must be an object`;
  const keyword = Object.keys(schema).find((name) => !rules.keywords.has(name));
  if (keyword !== undefined) return `${path}: '${keyword}' is not permitted`;
  const { $ref, anyOf, enum: values, const: constant, type } = schema;
  if ($ref !== undefined && Object.keys(schema).length > 1 && path !== "schema") {
    return `${path}: $ref cannot have other keywords`;
  }
  if ([type, $ref, anyOf].every((value) => value === undefined)) {
    return `${path}: schema must have a 'type' key`;
  }
  if ([values, [constant ?? null]].some((list) => isJsonList(list) && list.some(isComplex))) {
    return `${path}: only plain values are permitted`;
  }
  return (
    refuseLimit(schema, path, rules) ??
    refuseObject(schema, path, rules) ??
    (hasType(schema, "array") && schema.items === undefined
      ? `${path}: array schema missing items`
      : null) ??
    firstOf(partsOf(schema).map(([name, part]) => refuse(part, `${path}.${name}`, rules)))
  );
}

function refuseLimit(schema: JsonObject, path: string, rules: SchemaRules): string | null {
  const { format, pattern, minItems } = schema;
  if (typeof format === "string" && !rules.formats.has(format)) {
    return `${path}: '${format}' is not a valid format`;
  }
  if (typeof pattern === "string" && /\(\?<?[=!]/.test(pattern)) {
    return `${path}: regex lookaround is not supported`;
  }
  if (typeof minItems === "number" && minItems > rules.mostMinItems) {
    return `${path}: 'minItems' of ${minItems} is not supported`;
  }
  return null;
}

function refuseObject(schema: JsonObject, path: string, rules: SchemaRules): string | null {
  const { properties, required, additionalProperties } = schema;
  if (!hasType(schema, "object") && properties === undefined) return null;
  if (additionalProperties !== false) return `${path}: additionalProperties must be false`;
  if (rules.optionalFields || !isJsonObject(properties)) return null;
  const missing = Object.keys(properties).find(
    (name) => !isJsonList(required) || !required.includes(name),
  );
  return missing === undefined ? null : `${path}: '${missing}' must be required`;
}

function hasType({ type }: JsonObject, name: string): boolean {
  return type === name || (isJsonList(type) && type.includes(name));
}

function isComplex(value: JsonValue): boolean {
  return typeof value === "object" && value !== null;
}

/** The schemas inside a schema, with their places. */
function partsOf(schema: JsonObject): readonly (readonly [place: string, part: JsonValue])[] {
  const { items, anyOf } = schema;
  const named = ["properties", "$defs", "definitions"].flatMap((keyword) => {
    const parts = schema[keyword];
    return isJsonObject(parts)
      ? Object.entries(parts).map(([name, part]) => [`${keyword}.${name}`, part] as const)
      : [];
  });
  return [
    ...named,
    ...(items === undefined ? [] : [["items", items] as const]),
    ...(isJsonList(anyOf) ? anyOf.map((part, index) => [`anyOf.${index}`, part] as const) : []),
  ];
}

/** Follows every reference; `above` are the schemas that this one lies in. */
function isRecursive(root: JsonObject, schema: JsonObject, above: readonly JsonObject[]): boolean {
  if (above.includes(schema)) return true;
  const { $defs: _defined, definitions: _legacy, ...own } = schema;
  const parts = [...partsOf(own).map(([, part]) => part), findReferenced(root, own.$ref)];
  return parts.some((part) => isJsonObject(part) && isRecursive(root, part, [...above, schema]));
}

function findReferenced(root: JsonObject, reference: JsonValue | undefined): JsonValue {
  if (typeof reference !== "string") return null;
  if (reference === "#") return root;
  const [, keyword = "", name = ""] = reference.split("/");
  const definitions = root[keyword];
  return isJsonObject(definitions) ? (definitions[name] ?? null) : null;
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((reason) => reason !== null) ?? null;
}
