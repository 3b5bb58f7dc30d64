import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { isJsonList, isJsonObject } from "../../json/json-value.js";

/** Keywords that hold schemas by name; the names are the team's own words. */
const byName: ReadonlySet<string> = new Set([
  ...["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"],
]);

/** Keywords that hold a schema, or a list of schemas. */
const direct: ReadonlySet<string> = new Set([
  ...["items", "prefixItems", "additionalItems", "unevaluatedItems", "contains"],
  ...["additionalProperties", "unevaluatedProperties", "propertyNames"],
  ...["anyOf", "oneOf", "allOf", "not", "if", "then", "else"],
]);

/** A copy of a schema with each schema that stands directly in it changed. Values of enums are no schemas. */
export function mapSubschemas(
  schema: JsonObject,
  change: (part: JsonObject) => JsonObject,
): JsonObject {
  const changeOne = (value: JsonValue): JsonValue => (isJsonObject(value) ? change(value) : value);
  return Object.fromEntries(
    Object.entries(schema).map(([keyword, value]): [string, JsonValue] => {
      if (byName.has(keyword) && isJsonObject(value)) {
        const parts = Object.entries(value).map(([name, part]) => [name, changeOne(part)] as const);
        return [keyword, Object.fromEntries(parts)];
      }
      if (!direct.has(keyword)) return [keyword, value];
      return [keyword, isJsonList(value) ? value.map(changeOne) : changeOne(value)];
    }),
  );
}

/** The schemas that stand directly in a schema. */
export function listSubschemas(schema: JsonObject): readonly JsonObject[] {
  const parts: JsonObject[] = [];
  mapSubschemas(schema, (part) => {
    parts.push(part);
    return part;
  });
  return parts;
}
