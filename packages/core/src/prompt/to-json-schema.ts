import { isJsonObject } from "../json/is-json-object.js";
import type { JsonObject } from "../json/json-value.js";
import { toJson } from "../json/to-json.js";
import type { InputSchema } from "./input-schema.js";

/** The JSON Schema (draft 2020-12) of a Standard Schema, or null where its library cannot give one. */
export function toJsonSchema(schema: InputSchema, side: "input" | "output"): JsonObject | null {
  const converter = schema["~standard"].jsonSchema;
  if (converter === undefined) return null;
  // A library may hand out shared or lazy parts: only plain JSON leaves here.
  const plain = toJson(converter[side]({ target: "draft-2020-12" }));
  if (!isJsonObject(plain)) return null;
  const { $schema: _dialect, ...rest } = plain;
  return rest;
}
