import type { JsonObject } from "../json/json-value.js";
import type { InputSchema } from "./input-schema.js";

/** The JSON Schema (draft 2020-12) of a Standard Schema, or null where its library cannot give one. */
export function toJsonSchema(schema: InputSchema, side: "input" | "output"): JsonObject | null {
  const converter = schema["~standard"].jsonSchema;
  if (converter === undefined) return null;
  const converted: unknown = converter[side]({ target: "draft-2020-12" });
  // A library may hand out shared or lazy parts: only plain JSON leaves here.
  const { $schema: _dialect, ...plain } = JSON.parse(JSON.stringify(converted));
  return plain;
}
