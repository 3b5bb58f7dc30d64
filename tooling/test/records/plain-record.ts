import type { CallRecord } from "@promptrail/core";
import { defaultRetention, type LoggedCall } from "@promptrail/core/call-log";
import { noUsage } from "@promptrail/core/provider-kit";

/** The record of a call of which nothing is worth telling, but for what a test changes. */
export function plainRecord(changes: Partial<CallRecord>): CallRecord {
  return {
    id: "1",
    family: "greeting",
    version: 1,
    contentHash: "sha256-0",
    revision: 1,
    stateSource: "store",
    degraded: null,
    pinned: false,
    lane: "production",
    shadowOf: null,
    runId: null,
    step: null,
    subject: null,
    startedAt: new Date(0),
    durationMs: 1,
    context: {},
    attachments: [],
    messages: null,
    provider: "fake",
    requestedModel: "m",
    answeredModel: "m",
    fallback: false,
    headroom: null,
    outcome: "ok",
    success: true,
    text: null,
    data: null,
    usage: noUsage,
    cost: null,
    requestId: null,
    stopReason: null,
    warnings: [],
    error: null,
    attempts: [],
    ...changes,
  };
}

/** The same, as a log keeps it. */
export function plainCall(changes: Partial<LoggedCall>): LoggedCall {
  return {
    ...plainRecord({}),
    bodyLoss: null,
    bodyRate: 1,
    redaction: null,
    shape: null,
    shapeVersion: null,
    retention: defaultRetention,
    ...changes,
  };
}
