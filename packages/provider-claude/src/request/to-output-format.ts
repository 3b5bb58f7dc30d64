import type { JSONOutputFormat } from "@anthropic-ai/sdk/resources/messages";
import { narrowSchema, type OutputFormat, type ProviderWarning } from "@promptrail/core";
import { enforcesSchemas } from "../claude-models.js";
import { claudeDialect } from "./claude-dialect.js";

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
  const narrowed = narrowSchema(output.schema, claudeDialect);
  if (!narrowed.isEnforced) {
    return instruct(output, `Claude cannot be held to this schema, as ${narrowed.obstacle}`);
  }
  const list = narrowed.described.join(", ");
  const reason = `Claude does not enforce the ${list}; the descriptions say it instead.`;
  return {
    format: { type: "json_schema", schema: { ...narrowed.schema } },
    instruction: null,
    warnings: list === "" ? [] : [{ setting: "output", reason }],
  };
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
