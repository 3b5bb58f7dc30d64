import type { CallResult } from "@promptrail/core";
import {
  type CallRecord,
  isPromptrailError,
  type JsonObject,
  noUsage,
  type ProviderWarning,
  toJsonResult,
} from "@promptrail/core";
import type { CallPlan } from "../call-plan.js";

/** A finished call → its record. */
export function toCallRecord(plan: CallPlan, result: CallResult): CallRecord {
  const { outcome, success, usage, cost, requestId, stopReason } = result;
  const { text, data, warnings } = toJsonResult(result);
  return {
    ...toRecordHead(plan),
    durationMs: result.durationMs,
    answeredModel: result.model,
    outcome,
    success,
    text,
    data,
    usage,
    cost,
    requestId,
    stopReason,
    warnings: [...warnings, ...warnOfContext(plan)],
    error: null,
  };
}

/** A call that brought no answer → its record: what it used, nobody said. */
export function toFailedCallRecord(plan: CallPlan, error: unknown, finishedAt: Date): CallRecord {
  return {
    ...toRecordHead(plan),
    durationMs: finishedAt.getTime() - plan.startedAt.getTime(),
    answeredModel: null,
    outcome: null,
    success: false,
    text: null,
    data: null,
    usage: noUsage,
    cost: null,
    requestId: null,
    stopReason: null,
    warnings: warnOfContext(plan),
    error: describeError(error),
  };
}

function toRecordHead(plan: CallPlan) {
  const { id, lane, shadowOf, startedAt, context, provider, request, resolution } = plan;
  const { version, revision, source, degraded, pinned } = resolution;
  return {
    id,
    family: version.family,
    version: version.version,
    contentHash: version.contentHash,
    revision,
    stateSource: source,
    degraded,
    pinned,
    lane,
    shadowOf,
    startedAt,
    context: context.json,
    provider: provider.id,
    requestedModel: request.model,
  };
}

/** Told in the record alone: the caller's call lacks nothing. */
function warnOfContext({ context: { problem } }: CallPlan): readonly ProviderWarning[] {
  return problem === null
    ? []
    : [{ setting: "context", reason: `${problem}: the record's \`context\` is null` }];
}

function describeError(error: unknown): JsonObject {
  if (isPromptrailError(error)) {
    return { code: error.code, message: error.message, data: error.data };
  }
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}
