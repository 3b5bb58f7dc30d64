import type { JsonObject } from "@promptrail/core";
import type { EngineRequest } from "./engine-request.js";
import { fillSchema } from "./fill-schema.js";
import type { SeededChoice } from "./seeded-choice.js";

/**
 * A JSON answer: bare where the request or a rule asks for JSON only,
 * else in a fence with talk around it, as models do.
 */
export function presentJson(
  value: JsonObject,
  output: EngineRequest["output"],
  jsonOnly: boolean,
  choice: SeededChoice,
): string {
  if (output.kind === "schema") return JSON.stringify(fillSchema(output.schema, value, choice));
  if (output.kind === "json" || jsonOnly) return JSON.stringify(value);
  const opening = choice.pick("fence", [
    "Here is the result:",
    "Sure! Here you go:",
    "This is what I found:",
  ]);
  return `${opening}\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n\nLet me know if you need anything else.`;
}
