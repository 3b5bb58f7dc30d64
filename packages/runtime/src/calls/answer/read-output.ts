import { type Completion, type Outcome, type ProviderWarning, parseJson } from "@promptrail/core";
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
  const unfit = { outcome: "invalid_output", data: null, warnings } as const;
  const parsed = parseJson(text);
  if (parsed === undefined) return unfit;
  if (version.output === null) return { outcome, data: parsed, warnings };
  try {
    const result = await version.output["~standard"].validate(parsed);
    return result.issues === undefined ? { outcome, data: result.value, warnings } : unfit;
  } catch (error) {
    // A transformation of the team's own: the answer came and was paid for, so it is kept.
    const reason = `the output schema threw on this answer: ${error instanceof Error ? error.message : String(error)}`;
    return { ...unfit, warnings: [...warnings, { setting: "output", reason }] };
  }
}
