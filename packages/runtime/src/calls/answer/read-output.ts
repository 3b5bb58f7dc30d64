import {
  type Completion,
  describeIssues,
  type Outcome,
  type ProviderWarning,
  parseJson,
} from "@promptrail/core";
import type { ServableVersion } from "../../catalog/servable-version.js";

export interface ReadOutput {
  readonly outcome: Outcome;
  /** What the version's output schema makes of the answer. */
  readonly data: unknown;
  readonly warnings: readonly ProviderWarning[];
}

/** Reads an answer by the version's output schema: one that does not fit is `invalid_output`. */
export async function readOutput(
  version: ServableVersion,
  { outcome, text, warnings }: Completion,
): Promise<ReadOutput> {
  if (version.content.output === null || outcome !== "ok") return { outcome, data: null, warnings };
  const unfit = (reason: string): ReadOutput => ({
    outcome: "invalid_output",
    data: null,
    warnings: [...warnings, { setting: "output", reason }],
  });
  const parsed = parseJson(text);
  if (parsed === undefined) return unfit("The answer is no JSON.");
  if (version.output === null) return { outcome, data: parsed, warnings };
  try {
    const result = await version.output["~standard"].validate(parsed);
    if (result.issues === undefined) return { outcome, data: result.value, warnings };
    return unfit(`The answer does not fit the output schema: ${describeIssues(result.issues)}.`);
  } catch (error) {
    // A transformation of the team's own: the answer came and was paid for, so it is kept.
    const message = error instanceof Error ? error.message : String(error);
    return unfit(`The output schema threw on this answer: ${message}`);
  }
}
