import type { CallResult } from "@promptrail/core";
import { type CallRecord, isPromptrailError, type JsonObject, noUsage } from "@promptrail/core";
import type { CallPlan } from "../call-plan.js";

/** A finished call → its record. */
export function toCallRecord(plan: CallPlan, result: CallResult): CallRecord {
  const { outcome, success, text, usage, cost, model, requestId, stopReason, warnings } = result;
  return {
    ...toRecordHead(plan),
    durationMs: result.durationMs,
    answeredModel: model,
    outcome,
    success,
    text,
    usage,
    cost,
    requestId,
    stopReason,
    warnings,
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
    usage: noUsage,
    cost: null,
    requestId: null,
    stopReason: null,
    warnings: [],
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
    context,
    provider: provider.id,
    requestedModel: request.model,
  };
}

function describeError(error: unknown): JsonObject {
  if (isPromptrailError(error)) {
    return { code: error.code, message: error.message, data: error.data };
  }
  return { code: "unexpected", message: error instanceof Error ? error.message : String(error) };
}
