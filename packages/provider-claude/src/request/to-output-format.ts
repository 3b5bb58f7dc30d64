import type { JSONOutputFormat } from "@anthropic-ai/sdk/resources/messages";
import type { ProviderWarning } from "@promptrail/core";
import { narrowSchema, type OutputFormat, type SchemaDialect } from "@promptrail/core/provider-kit";
import { enforcesSchemas } from "../claude-models.js";

export interface ClaudeOutput {
  readonly format: JSONOutputFormat | null;
  /** Words for the system text where the model cannot be held to the schema. */
  readonly instruction: string | null;
  readonly warnings: readonly ProviderWarning[];
}

/** Asks for JSON that fits the schema: by the vendor's own means, else in words and with a warning. */
export function toOutputFormat(model: string, output: OutputFormat): ClaudeOutput {
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

/** The JSON Schema of structured outputs, as listed on platform.claude.com in November 2026. */
export const claudeDialect: SchemaDialect = {
  objectRoot: false,
  limits: new Set(["format", "minItems"]),
  formats: new Set([
    ...["date-time", "time", "date", "duration", "email", "hostname"],
    ...["uri", "ipv4", "ipv6", "uuid"],
  ]),
  mostMinItems: 1,
  // Anthropic's own SDKs put these into descriptions, too.
  described: new Set([
    ...["minLength", "maxLength", "pattern", "format"],
    ...["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
    ...["minItems", "maxItems", "uniqueItems"],
  ]),
  optionalFields: true,
  recursion: false,
  firstFieldTells: false,
  most: { optionalFields: 24, unions: 16 },
};
