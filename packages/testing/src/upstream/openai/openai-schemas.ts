import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "../../engine/json-shape.js";
import { findRefusal, type SchemaRules } from "../schema/find-refusal.js";

/** As in OpenAI's documents of structured outputs and in the errors of its API. */
const strictRules: SchemaRules = {
  keywords: new Set([
    ...["type", "properties", "required", "additionalProperties", "items", "enum", "const"],
    ...["anyOf", "$ref", "$defs", "definitions", "title", "description"],
    ...["minLength", "maxLength", "pattern", "format"],
    ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ...["minItems", "maxItems"],
  ]),
  formats: new Set([
    ...["date-time", "time", "date", "duration", "email", "hostname", "ipv4", "ipv6", "uuid"],
  ]),
  mostMinItems: Number.POSITIVE_INFINITY,
  optionalFields: false,
  recursion: true,
};

/** Why OpenAI refuses the schema of an answer, or null. */
export function findOutputRefusal(schema: JsonObject, strict: boolean): string | null {
  if (schema.type !== "object" || schema.anyOf !== undefined) {
    return "schema must be a JSON Schema of 'type: \"object\"'";
  }
  return (strict ? findRefusal(schema, strictRules) : null) ?? findToolRefusal(schema);
}

/** Why OpenAI refuses a schema in any mode, or null. */
export function findToolRefusal(schema: JsonValue): string | null {
  if (isJsonList(schema)) return firstOf(schema.map(findToolRefusal));
  if (!isJsonObject(schema)) return null;
  const { propertyNames, pattern, format, properties, ...others } = schema;
  if (propertyNames !== undefined) return "'propertyNames' is not permitted";
  if (typeof pattern === "string" && /\(\?<?[=!]/.test(pattern)) {
    return "regex lookaround is not supported";
  }
  if (typeof format === "string" && !strictRules.formats.has(format)) {
    return `'${format}' is not a valid format`;
  }
  // The names of properties are no keywords.
  const named = isJsonObject(properties) ? Object.values(properties) : [];
  return firstOf([...named, ...Object.values(others)].map(findToolRefusal));
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((reason) => reason !== null) ?? null;
}
