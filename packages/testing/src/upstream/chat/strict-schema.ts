import type { JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "../../engine/json-shape.js";

/** Why a schema is no strict one (closed objects, everything required), or null where it is. */
export function findLooseness(schema: JsonValue, path = "schema"): string | null {
  if (isJsonList(schema)) {
    return firstOf(schema.map((item, index) => findLooseness(item, `${path}.${index}`)));
  }
  if (!isJsonObject(schema)) return null;
  const { properties, required } = schema;
  if (isJsonObject(properties)) {
    const missing = Object.keys(properties).find(
      (name) => !isJsonList(required) || !required.includes(name),
    );
    if (schema.additionalProperties !== false) return `${path}: additionalProperties must be false`;
    if (missing !== undefined) return `${path}: '${missing}' must be required`;
  }
  return firstOf(
    Object.entries(schema).map(([key, value]) => findLooseness(value, `${path}.${key}`)),
  );
}

function firstOf(found: readonly (string | null)[]): string | null {
  return found.find((reason) => reason !== null) ?? null;
}
