import { transformJSONSchema } from "@anthropic-ai/sdk/lib/transform-json-schema";
import type { JSONOutputFormat } from "@anthropic-ai/sdk/resources/messages";
import type { OutputFormat, ProviderWarning } from "@promptrail/core";
import { enforcesSchemas } from "../claude-models.js";

export interface ClaudeOutput {
  readonly format: JSONOutputFormat | null;
  /** Words for the system text where the model cannot be held to the schema. */
  readonly instruction: string | null;
  readonly warnings: readonly ProviderWarning[];
}

/** Asks for JSON that fits the schema: by the vendor's own means, else in words and with a warning. */
export function toOutputFormat(model: string, output: OutputFormat | null): ClaudeOutput {
  if (output === null) return { format: null, instruction: null, warnings: [] };
  if (!enforcesSchemas(model)) return instruct(output, `${model} does not enforce output schemas`);
  try {
    const schema = transformJSONSchema(output.schema);
    const isExact = JSON.stringify(schema).length === JSON.stringify(output.schema).length;
    return {
      format: { type: "json_schema", schema },
      instruction: null,
      warnings: isExact
        ? []
        : [
            {
              setting: "output",
              reason:
                "Claude does not enforce every constraint of this schema; the others were added to its descriptions.",
            },
          ],
    };
  } catch {
    return instruct(output, "Claude cannot be held to this schema");
  }
}

function instruct(output: OutputFormat, reason: string): ClaudeOutput {
  return {
    format: null,
    instruction: `Answer with JSON only, without any other text. The JSON must fit this JSON Schema:\n${JSON.stringify(output.schema)}`,
    warnings: [
      { setting: "output", reason: `${reason}; it was put into the system text instead.` },
    ],
  };
}
