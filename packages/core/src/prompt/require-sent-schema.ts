import { PromptrailError } from "../errors/promptrail-error.js";
import type { JsonObject } from "../json/json-value.js";
import type { InputSchema } from "./input-schema.js";
import { readJsonSchema } from "./to-json-schema.js";

/**
 * What a model is sent of a schema: its input side.
 *
 * @param place The setting that holds it: `output`.
 * @throws PromptrailError `invalid_definition` where it has no JSON Schema.
 */
export function requireSentSchema(name: string, schema: InputSchema, place: string): JsonObject {
  const sent = readJsonSchema(schema, "input");
  if (sent.json !== null) return sent.json;
  const path = `${place}${sent.path}`;
  const cure =
    schema["~standard"].jsonSchema === undefined
      ? "use zod 4.2 or newer, or a library that can convert its schemas"
      : "describe there what the model writes, such as `z.iso.date()`, and convert that with `.transform(…)`";
  throw unclear(name, `\`${path}\` cannot be sent to a model: ${sent.reason}; ${cure}`, { path });
}

export function unclear(name: string, reason: string, data: JsonObject = {}): PromptrailError {
  return new PromptrailError(
    "invalid_definition",
    `Prompt ${name} is not defined correctly: ${reason}.`,
    { prompt: name, ...data },
  );
}
