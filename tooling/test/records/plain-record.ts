import type { CallRecord } from "@promptrail/core";
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
    startedAt: new Date(0),
    durationMs: 1,
    context: {},
    attachments: [],
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
