import type { OutputFormat } from "@promptrail/core/provider-kit";

/** Asks in words for JSON that fits a schema. */
export function instructOutput(output: OutputFormat): string {
  return `Answer with one JSON object and nothing else. It must fit this JSON Schema:\n${JSON.stringify(output.schema)}`;
}
