import type { CallResult } from "@promptrail/core";
import { type Completion, isSuccess, noUsage, priceUsage } from "@promptrail/core";
import type { CallPlan } from "../call-plan.js";
import { findLostAnswer } from "./find-lost-answer.js";
import { readOutput } from "./read-output.js";

/** A provider's answer → what the caller gets. */
export async function toCallResult(
  plan: CallPlan,
  completion: Completion,
  finishedAt: Date,
): Promise<CallResult> {
  const { resolution, provider, request } = plan;
  const { version } = resolution;
  const lost = findLostAnswer(version, completion);
  const { outcome, data, warnings } =
    lost === null
      ? await readOutput(version, completion)
      : {
          outcome: "invalid_output" as const,
          data: null,
          warnings: [...completion.warnings, lost],
        };
  // A provider without types may leave it out.
  const usage = { ...noUsage, ...completion.usage };
  const { text, toolCalls, model, requestId, stopReason } = completion;
  return {
    id: plan.id,
    family: version.family,
    version: version.version,
    key: version.key,
    outcome,
    success: isSuccess(outcome, request.tools.length > 0),
    text,
    data,
    toolCalls,
    usage,
    cost: priceUsage(usage, provider.models[model] ?? provider.models[request.model]),
    provider: provider.id,
    model,
    requestId,
    stopReason,
    warnings,
    durationMs: finishedAt.getTime() - plan.startedAt.getTime(),
    revision: resolution.revision,
    stateSource: resolution.source,
    degraded: resolution.degraded,
  };
}
