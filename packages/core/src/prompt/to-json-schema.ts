import { toErrorText } from "../errors/any-error.js";
import type { JsonObject } from "../json/json-value.js";
import { isJsonObject, toJson } from "../json/json-value.js";
import { findUndescribedPath } from "./find-undescribed-path.js";
import type { InputSchema } from "./input-schema.js";

/** `input`: what the schema takes. `output`: what it makes of it. */
export type SchemaSide = "input" | "output";

export type JsonSchemaReading =
  | { readonly json: JsonObject }
  | {
      readonly json: null;
      /** In the library's words. */
      readonly reason: string;
      /** Of the part that has none, behind the schema's name: `.items[].due`; empty for the whole, or where nobody tells. */
      readonly path: string;
    };

/** The JSON Schema (draft 2020-12) of a Standard Schema, or why there is none. Never throws. */
export function readJsonSchema(
  schema: InputSchema,
  side: SchemaSide,
  libraryOptions: Record<string, unknown> = {},
): JsonSchemaReading {
  const { jsonSchema: converter, vendor } = schema["~standard"];
  const none = `${vendor} cannot convert it to a JSON Schema`;
  if (converter === undefined) return { json: null, reason: none, path: "" };
  try {
    // A library may hand out shared or lazy parts: only plain JSON leaves here.
    const plain = toJson(converter[side]({ target: "draft-2020-12", libraryOptions }));
    if (!isJsonObject(plain)) return { json: null, reason: none, path: "" };
    const { $schema: _dialect, ...rest } = plain;
    return { json: rest };
  } catch (error) {
    // A library throws where a part has no JSON Schema: a date, a map, what a function makes.
    const why = toErrorText(error);
    const path = findUndescribedPath((options) => converter[side](options));
    return { json: null, reason: `${none} (${why})`, path };
  }
}

/** The JSON Schema of a Standard Schema, or null where there is none. */
export function toJsonSchema(
  schema: InputSchema,
  side: SchemaSide,
  libraryOptions: Record<string, unknown> = {},
): JsonObject | null {
  return readJsonSchema(schema, side, libraryOptions).json;
}
