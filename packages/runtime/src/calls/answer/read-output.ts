import { type Completion, type JsonValue, parseJson } from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

export interface ReadOutput {
  readonly outcome: Completion["outcome"];
  readonly data: JsonValue | null;
}

/** Reads an answer by the version's output schema: one that does not fit is `invalid_output`. */
export async function readOutput(
  version: ServableVersion,
  completion: Completion,
): Promise<ReadOutput> {
  const { outcome, text } = completion;
  if (version.content.output === null || outcome !== "ok") return { outcome, data: null };
  const parsed = parseJson(text);
  if (parsed === undefined) return { outcome: "invalid_output", data: null };
  if (version.output === null) return { outcome, data: parsed };
  const result = await version.output["~standard"].validate(parsed);
  if (result.issues !== undefined) return { outcome: "invalid_output", data: null };
  return { outcome, data: parsed };
}
