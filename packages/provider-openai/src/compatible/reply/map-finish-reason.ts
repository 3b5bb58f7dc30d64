import type { Outcome, ProviderWarning } from "@promptrail/core";

export interface MappedStop {
  readonly outcome: Outcome;
  readonly warnings: readonly ProviderWarning[];
}

/** How an answer with this finish reason ended. One that is unknown is never taken for a success. */
export function mapFinishReason(
  finishReason: string | null,
  outcomes: Readonly<Record<string, Outcome>>,
): MappedStop {
  const known = new Map<string | null, Outcome>(Object.entries(outcomes)).get(finishReason);
  if (known !== undefined) return { outcome: known, warnings: [] };
  const reason =
    finishReason === null
      ? "The answer ended without a finish reason; it is not counted as complete."
      : `"${finishReason}" is no finish reason that is known here; the answer is not counted as complete.`;
  return { outcome: "incomplete_stream", warnings: [{ setting: "stop_reason", reason }] };
}
