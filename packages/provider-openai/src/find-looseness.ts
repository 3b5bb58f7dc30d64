import { isJsonObject, type JsonObject, type JsonValue } from "@promptrail/core";

/** Why OpenAI would refuse a JSON Schema as a strict one, or null where it would not. */
export function findLooseness(schema: JsonValue, path = "the answer"): string | null {
  if (isList(schema)) {
    return findFirst(schema.map((item, index) => findLooseness(item, `${path}[${index}]`)));
  }
  if (typeof schema !== "object" || schema === null) return null;
  return (
    findOpenObject(schema, path) ??
    findFirst(
      Object.entries(schema).map(([key, value]) =>
        // Property names are the team's own words, not keywords of the schema.
        key === "properties" && isJsonObject(value)
          ? findFirst(
              Object.entries(value).map(([name, property]) =>
                findLooseness(property, `${path}.${name}`),
              ),
            )
          : key === "enum" || key === "const" || key === "default" || key === "examples"
            ? null
            : findLooseness(value, path),
      ),
    )
  );
}

function findOpenObject(schema: JsonObject, path: string): string | null {
  const { properties, required, type } = schema;
  if (!isJsonObject(properties)) {
    return type === "object" ? `${path} is an object of any shape` : null;
  }
  if (schema.additionalProperties !== false) return `${path} may have other properties`;
  const names = isList(required) ? required : [];
  const optional = Object.keys(properties).find((name) => !names.includes(name));
  return optional === undefined ? null : `${path}.${optional} is optional`;
}

function findFirst(found: readonly (string | null)[]): string | null {
  return found.find((reason) => reason !== null) ?? null;
}

function isList(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
