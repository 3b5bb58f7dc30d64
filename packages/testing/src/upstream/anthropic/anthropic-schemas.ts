import type { JsonObject } from "@promptrail/core";
import { findRefusal, type SchemaRules } from "../schema/find-refusal.js";

/** As in Anthropic's documents of structured outputs and in the errors of its API. */
const rules: SchemaRules = {
  keywords: new Set([
    ...["type", "properties", "required", "additionalProperties", "items", "enum", "const"],
    ...["anyOf", "$ref", "$defs", "definitions", "title", "description", "default"],
    ...["format", "minItems"],
  ]),
  formats: new Set([
    ...["date-time", "time", "date", "duration", "email", "hostname"],
    ...["uri", "ipv4", "ipv6", "uuid"],
  ]),
  mostMinItems: 1,
  optionalFields: true,
  recursion: false,
};

/** Why Anthropic refuses the schema of an answer, or null. */
export function findSchemaRefusal(schema: JsonObject): string | null {
  return findRefusal(schema, rules);
}
