import type { StopReason } from "@anthropic-ai/sdk/resources/messages";
import type { Outcome, ProviderWarning } from "@promptrail/core";

const known: Record<StopReason, Outcome> = {
  end_turn: "ok",
  stop_sequence: "ok",
  tool_use: "tool_use",
  max_tokens: "truncated",
  model_context_window_exceeded: "context_exceeded",
  refusal: "refused",
  pause_turn: "paused",
};

const outcomes: ReadonlyMap<string | null, Outcome> = new Map(Object.entries(known));

export interface MappedStop {
  readonly outcome: Outcome;
  readonly warnings: readonly ProviderWarning[];
}

/** How an answer with this stop reason ended. One that is unknown is never taken for a success. */
export function mapStopReason(stopReason: string | null): MappedStop {
  const outcome = outcomes.get(stopReason);
  if (outcome !== undefined) return { outcome, warnings: [] };
  const reason =
    stopReason === null
      ? "The answer ended without a stop reason; it is not counted as complete."
      : `"${stopReason}" is no stop reason that is known here; the answer is not counted as complete.`;
  return { outcome: "incomplete_stream", warnings: [{ setting: "stop_reason", reason }] };
}
