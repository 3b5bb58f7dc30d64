import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";

const formats: Readonly<Record<string, string>> = {
  date: "2026-11-30",
  "date-time": "2026-11-30T12:00:00Z",
  time: "12:00:00Z",
  email: "ada@example.com",
  uri: "https://example.com",
  url: "https://example.com",
  uuid: "3f2a6c1e-8f4b-4c9a-9c55-0d4e5b1f7a10",
};

/** A schema may describe itself. */
const deepest = 20;

/**
 * A value that a JSON Schema describes, as far as one can be made by its types, enumerations, formats and bounds: every property is
 * there, and lists have one item. It need not fit: whoever has the schema checks it. Its texts are about the names of their fields.
 */
export function sampleSchema(schema: JsonObject): JsonValue {
  return sample(schema, { root: schema, name: "text", depth: 0 });
}

interface Place {
  readonly root: JsonObject;
  /** The field's. */
  readonly name: string;
  readonly depth: number;
}

function sample(schema: JsonValue | undefined, place: Place): JsonValue {
  if (!isJsonObject(schema) || place.depth > deepest) return null;
  const { const: constant, enum: choices, $ref: reference, default: usual } = schema;
  if (constant !== undefined) return constant;
  if (isJsonList(choices)) return choices[0] ?? null;
  if (usual !== undefined) return usual;
  const inner = { ...place, depth: place.depth + 1 };
  if (typeof reference === "string") return sample(find(place.root, reference), inner);
  const arms = [schema["anyOf"], schema["oneOf"], schema["allOf"]].find(isJsonList);
  if (arms !== undefined) return sample(arms[0], inner);
  return sampleType(schema, inner);
}

function sampleType(schema: JsonObject, place: Place): JsonValue {
  const { type } = schema;
  switch (Array.isArray(type) ? type[0] : type) {
    case "object":
      return sampleObject(schema, place);
    case "array":
      return [sample(schema["items"], place)];
    case "string":
      return sampleText(schema, place.name);
    case "integer":
    case "number":
      return sampleNumber(schema);
    case "boolean":
      return true;
    default:
      return null;
  }
}

function sampleObject({ properties }: JsonObject, place: Place): JsonValue {
  if (!isJsonObject(properties)) return {};
  const members = Object.entries(properties).map(
    ([name, member]) => [name, sample(member, { ...place, name })] as const,
  );
  return Object.fromEntries(members);
}

function sampleText({ format, minLength, maxLength }: JsonObject, name: string): string {
  const known = typeof format === "string" ? formats[format] : undefined;
  if (known !== undefined) return known;
  const least = typeof minLength === "number" ? minLength : 0;
  const text = `An example of the ${name.replaceAll(/[_-]+/g, " ")}.`.padEnd(least, " and more");
  return typeof maxLength === "number" ? text.slice(0, maxLength) : text;
}

function sampleNumber({ minimum, exclusiveMinimum, maximum }: JsonObject): number {
  const least =
    typeof minimum === "number"
      ? minimum
      : typeof exclusiveMinimum === "number"
        ? exclusiveMinimum + 1
        : 1;
  const usual = Math.max(1, least);
  return typeof maximum === "number" ? Math.min(usual, maximum) : usual;
}

function find(root: JsonObject, reference: string): JsonValue | undefined {
  if (!reference.startsWith("#")) return undefined;
  return reference
    .slice(1)
    .split("/")
    .filter((name) => name !== "")
    .reduce<JsonValue | undefined>(
      (value, name) =>
        isJsonObject(value) ? value[name.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined,
      root,
    );
}
