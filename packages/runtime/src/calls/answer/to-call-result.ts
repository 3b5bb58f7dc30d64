import { type CallResult, isSuccess, priceUsage } from "@promptrail/core";
import { type Completion, noUsage } from "@promptrail/core/provider-kit";
import type { CallPlan, Route } from "../plan/call-plan.js";
import type { ReadAnswer } from "./read-answer.js";

interface EndedAnswer {
  readonly read: ReadAnswer;
  readonly finishedAt: Date;
}

/** A provider's answer → what the caller gets. */
export function toCallResult(
  plan: CallPlan,
  { provider, request }: Route,
  completion: Completion,
  { read: { outcome, data, warnings }, finishedAt }: EndedAnswer,
): CallResult {
  const { resolution } = plan;
  const { version } = resolution;
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
    warnings: warnings.length === 0 ? completion.warnings : [...completion.warnings, ...warnings],
    durationMs: finishedAt.getTime() - plan.startedAt.getTime(),
    revision: resolution.revision,
    stateSource: resolution.source,
    degraded: resolution.degraded,
  };
}
