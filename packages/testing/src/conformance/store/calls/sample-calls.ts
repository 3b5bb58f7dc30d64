import type { CallRecord } from "@promptrail/core";
import { createCallId, type LoggedCall } from "@promptrail/core/call-log";
import type { Headroom } from "@promptrail/core/lifecycle";
import { noUsage } from "@promptrail/core/provider-kit";

const sampleAttachment: CallRecord["attachments"][number] = {
  kind: "file",
  mediaType: "application/pdf",
  bytes: 1_234,
  sha256: "00".repeat(32),
  name: "Angebot für 🛒.pdf",
  url: null,
};

const headroom: Headroom = {
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  window: 200_000,
  maxTokens: 600,
  inputBound: 142,
  foundBy: "count",
  tokens: 199_258,
  counted: {
    tokens: 120,
    kind: "other_script",
    tools: false,
    scheme: 1,
    ratio: 1.18,
    median: null,
  },
};

const attempt: CallRecord["attempts"][number] = {
  provider: "claude",
  model: "claude-sonnet-4-20250514",
  fallback: false,
  pricesAsOf: "2026-11-23",
  startedAt: new Date("2026-05-06T07:08:09.123Z"),
  latencyMs: 812.25,
  outcome: "ok",
  failure: null,
  requestId: "req_1",
  usage: { ...noUsage, input: 120, output: 40 },
  cost: 0.00096,
};

/** A call with texts that stores lose: NUL, half a pair, key order. */
export function sampleCall(family: string, changes: Partial<LoggedCall> = {}): LoggedCall {
  const { startedAt = new Date("2026-05-06T07:08:09.123Z") } = changes;
  return {
    id: createCallId(startedAt),
    family,
    version: 2,
    contentHash: "sha256-00",
    revision: 7,
    stateSource: "store",
    degraded: null,
    pinned: false,
    lane: "production",
    shadowOf: null,
    runId: "run-1",
    step: 2,
    subject: null,
    startedAt,
    durationMs: 812.25,
    context: { z: [1, null, { deep: "\u0000 \ud83d 🛒" }], a: "{{ not a template }}" },
    attachments: [sampleAttachment],
    messages: [
      { role: "system", content: [{ type: "text", text: "You are \u0000 a copywriter." }] },
      { role: "user", content: [{ type: "text", text: "Write of 🛒." }, { type: "file" }] },
    ],
    provider: "claude",
    requestedModel: "claude-sonnet-4-20250514",
    answeredModel: "claude-sonnet-4-20250514",
    fallback: false,
    headroom,
    outcome: "ok",
    success: true,
    text: 'A kettle, {"with":"quotes"} \\ and \u0000 in it.\r\n',
    data: { z: 1, a: ["\u0000", null] },
    usage: { ...noUsage, input: 120, output: 40 },
    cost: 0.00096,
    requestId: "req_1",
    stopReason: "end_turn",
    warnings: [{ setting: "temperature", reason: "not taken" }],
    error: null,
    attempts: [attempt],
    bodyLoss: null,
    bodyRate: 1,
    redaction: "email@1",
    shape: ["language:de", "length:2^9"],
    shapeVersion: 1,
    retention: { figures: 365, bodies: 30 },
    ...changes,
  };
}
