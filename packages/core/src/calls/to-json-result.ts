import type { JsonValue } from "../json/json-value.js";
import { readJsonForm } from "../json/read-json-form.js";
import type { CallResult } from "./call-result.js";
import type { CallStreamEvent } from "./call-stream-event.js";

/**
 * A result as it leaves the process, and as evals see it: its data in JSON form. Data without one, such
 * as a map, becomes null, and a warning says where.
 */
export function toJsonResult(result: CallResult): CallResult<JsonValue> {
  const form = readJsonForm(result.data, "data");
  if (form.problem === null) return { ...result, data: form.json };
  const warning = {
    setting: "output",
    reason: `${form.problem}: so \`data\` is null here; read the answer from \`text\``,
  };
  return { ...result, data: null, warnings: [...result.warnings, warning] };
}

/** The same for an event of a stream, whose `finish` has a result. */
export function toJsonEvent(event: CallStreamEvent): CallStreamEvent<JsonValue> {
  if (event.type !== "finish") return event;
  return { type: event.type, result: toJsonResult(event.result) };
}
