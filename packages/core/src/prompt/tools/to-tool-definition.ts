import type { JsonObject } from "../../json/json-value.js";
import type { ToolDefinition } from "../../provider/completion-request.js";
import type { InputSchema } from "../input-schema.js";
import type { ToolSettings } from "../prompt-settings.js";
import { requireSentSchema, unclear } from "../require-sent-schema.js";

/** A declared tool → what the model is sent of it. Throws PromptrailError `invalid_definition`. */
export function toToolDefinition(
  prompt: string,
  { name, description, inputSchema }: ToolSettings,
): ToolDefinition {
  if (!isStandardSchema(inputSchema)) return { description, inputSchema, name };
  const place = `tools.${name}.inputSchema`;
  const sent = requireSentSchema(prompt, inputSchema, place);
  if (sent["type"] !== "object") {
    const reason = `\`${place}\` does not have an object at its root, as models need it; use z.object({ … }), and put a union or a list into one of its properties`;
    throw unclear(prompt, reason, { path: place });
  }
  return { description, inputSchema: sent, name };
}

/** The schemas that the code has of its tools' inputs, by the tool's name. */
export function toToolInputs(
  tools: readonly ToolSettings[] | undefined,
): ReadonlyMap<string, InputSchema> {
  const inputs = new Map<string, InputSchema>();
  for (const { name, inputSchema } of tools ?? []) {
    if (isStandardSchema(inputSchema)) inputs.set(name, inputSchema);
  }
  return inputs.size === 0 ? noInputs : inputs;
}

/** Shared by the many versions that have none. */
export const noInputs: ReadonlyMap<string, InputSchema> = new Map();

function isStandardSchema(schema: InputSchema | JsonObject): schema is InputSchema {
  return "~standard" in schema;
}
