import type { Attributes } from "@opentelemetry/api";
import type { Attempt } from "@promptrail/core";
import { genAi, promptrail } from "../names.js";
import { known } from "./known.js";

/**
 * One request to a vendor. Tokens stand here and not on the span of the call: backends add up what spans have, and each
 * request was paid for.
 */
export function toAttemptAttributes(attempt: Attempt, number: number): Attributes {
  const { usage } = attempt;
  return known({
    [promptrail.attempt]: number,
    [promptrail.fallback]: attempt.fallback,
    [promptrail.outcome]: attempt.outcome ?? "failed",
    [promptrail.requestId]: attempt.requestId,
    [promptrail.attemptCost]: attempt.cost,
    [genAi.inputTokens]: usage.input,
    [genAi.outputTokens]: usage.output,
    [genAi.cacheReadTokens]: usage.cacheRead,
    [genAi.cacheWriteTokens]: usage.cacheWrite,
    [genAi.reasoningTokens]: usage.reasoning,
  });
}
