import { SpanKind, SpanStatusCode } from "@opentelemetry/api";
import { noUsage } from "@promptrail/core/provider-kit";
import { describe, expect, test } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { otel } from "../src/index.js";
import { keepSignals, toTree } from "./kept-signals.js";
import { plainAttempt, watchCall } from "./watched-calls.js";

function watched(...calls: readonly Parameters<typeof plainRecord>[0][]) {
  const { tracerProvider, meterProvider, spans } = keepSignals();
  const observer = otel({ tracerProvider, meterProvider, vendors: { gateway: "openai" } });
  for (const call of calls) watchCall(observer, plainRecord(call));
  return spans();
}

describe("the span of a call", () => {
  test("tells what ran, by the names of the conventions", () => {
    const spans = watched({
      id: "c1",
      version: 2,
      provider: "claude",
      requestedModel: "claude-x",
      answeredModel: "claude-x-1",
      stopReason: "end_turn",
      startedAt: new Date(5_000),
      durationMs: 250,
      data: { a: 1 },
      cost: 0.5,
      runId: "r1",
      step: 2,
      degraded: "older build",
      headroom: {
        provider: "claude",
        model: "claude-x",
        window: 100,
        maxTokens: 10,
        inputBound: 20,
        foundBy: "bytes",
        tokens: 70,
        counted: null,
      },
      attempts: [plainAttempt({ provider: "claude", model: "claude-x" })],
    });
    const [call] = spans.filter(({ kind }) => kind === SpanKind.INTERNAL);
    expect(call).toMatchObject({
      name: "chat claude-x",
      startTime: [5, 0],
      endTime: [5, 250_000_000],
      status: { code: SpanStatusCode.UNSET },
    });
    expect(call?.attributes).toEqual({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "anthropic",
      "gen_ai.request.model": "claude-x",
      "gen_ai.response.model": "claude-x-1",
      "gen_ai.response.finish_reasons": ["end_turn"],
      "gen_ai.output.type": "json",
      "gen_ai.prompt.name": "greeting",
      "gen_ai.prompt.version": "2",
      "promptrail.call.id": "c1",
      "promptrail.version.key": "greeting_v2",
      "promptrail.content.hash": "sha256-0",
      "promptrail.lane": "production",
      "promptrail.revision": 1,
      "promptrail.state.source": "store",
      "promptrail.degraded": "older build",
      "promptrail.pinned": false,
      "promptrail.run.id": "r1",
      "promptrail.run.step": 2,
      "promptrail.outcome": "ok",
      "promptrail.success": true,
      "promptrail.fallback": false,
      "promptrail.attempts": 1,
      "promptrail.cost": 0.5,
      "promptrail.headroom": 70,
    });
  });

  test("leaves out what is unknown, and tells a zero that is known", () => {
    const [attempt, call] = watched({
      answeredModel: null,
      cost: 0,
      lane: "shadow",
      shadowOf: "c0",
      attempts: [plainAttempt({ usage: { ...noUsage, output: 0 }, cost: 0 })],
    });
    expect(call?.attributes).toMatchObject({ "promptrail.cost": 0, "promptrail.shadow.of": "c0" });
    const said = Object.keys({ ...call?.attributes, ...attempt?.attributes });
    for (const name of [
      "gen_ai.response.model",
      "gen_ai.response.finish_reasons",
      "gen_ai.output.type",
      "gen_ai.usage.input_tokens",
      "promptrail.headroom",
      "promptrail.degraded",
      "promptrail.run.id",
      "promptrail.request.id",
      "error.type",
    ]) {
      expect(said).not.toContain(name);
    }
    expect(attempt?.attributes).toMatchObject({
      "gen_ai.usage.output_tokens": 0,
      "promptrail.attempt.cost": 0,
    });
  });

  test.each([
    [{ outcome: "truncated", success: false }, "truncated"],
    [{ outcome: "tool_use", success: false }, "tool_use"],
    [{ outcome: null, success: false, error: failed("provider_failed", "timeout") }, "timeout"],
    [{ outcome: null, success: false, error: { code: "call_rejected" } }, "call_rejected"],
    [{ outcome: null, success: false, error: failed("provider_failed", "a b") }, "_OTHER"],
  ] as const)("is an error with its class where the call is no success: %j", (end, type) => {
    const [call] = watched(end);
    expect(call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(call?.attributes).toMatchObject({ "error.type": type, "promptrail.success": false });
  });

  test("has an event for each warning, by the name of its setting", () => {
    const warnings = [{ setting: "temperature", reason: "Said the customer: my PIN is 7." }];
    const [call] = watched({ warnings });
    expect(call?.events).toMatchObject([
      { name: "promptrail.warning", attributes: { "promptrail.warning.setting": "temperature" } },
    ]);
    expect(JSON.stringify(call?.events)).not.toContain("PIN");
  });
});

describe("the spans of its attempts", () => {
  const retried = {
    requestedModel: "m",
    answeredModel: "n-1",
    fallback: true,
    stopReason: "stop",
    startedAt: new Date(1_000),
    durationMs: 900,
    attempts: [
      plainAttempt({ startedAt: new Date(1_000), failure: "overloaded", outcome: null }),
      plainAttempt({ startedAt: new Date(1_200), failure: "timeout", outcome: null }),
      plainAttempt({
        provider: "gateway",
        model: "n",
        fallback: true,
        startedAt: new Date(1_500),
        latencyMs: 400,
        requestId: "req_1",
        cost: 0.25,
        usage: { input: 7, output: 3, cacheRead: 2, cacheWrite: 0, reasoning: 1 },
      }),
    ],
  };

  test("stand below it, each with its model, its times and how it ended", () => {
    const spans = watched(retried);
    expect(toTree(spans)).toEqual([
      "chat m < chat m",
      "chat m < chat m",
      "chat n < chat m",
      "chat m",
    ]);
    const [first, second, third, call] = spans;
    expect(first?.kind).toBe(SpanKind.CLIENT);
    expect(first?.attributes).toMatchObject({
      "error.type": "overloaded",
      "promptrail.attempt": 1,
    });
    expect(second?.attributes).toMatchObject({ "error.type": "timeout", "promptrail.attempt": 2 });
    expect(second?.status.code).toBe(SpanStatusCode.ERROR);
    expect(third).toMatchObject({
      startTime: [1, 500_000_000],
      endTime: [1, 900_000_000],
      status: { code: SpanStatusCode.UNSET },
    });
    expect(third?.attributes).toEqual({
      "gen_ai.operation.name": "chat",
      "gen_ai.provider.name": "openai",
      "gen_ai.request.model": "n",
      "gen_ai.response.model": "n-1",
      "gen_ai.response.finish_reasons": ["stop"],
      "gen_ai.prompt.name": "greeting",
      "gen_ai.prompt.version": "1",
      "gen_ai.usage.input_tokens": 7,
      "gen_ai.usage.output_tokens": 3,
      "gen_ai.usage.cache_read.input_tokens": 2,
      "gen_ai.usage.cache_creation.input_tokens": 0,
      "gen_ai.usage.reasoning.output_tokens": 1,
      "promptrail.attempt": 3,
      "promptrail.fallback": true,
      "promptrail.outcome": "ok",
      "promptrail.request.id": "req_1",
      "promptrail.attempt.cost": 0.25,
    });
    expect(call?.status.code).toBe(SpanStatusCode.UNSET);
  });

  test("are told on the call's span as retries and fallbacks, when they began", () => {
    const events = watched(retried).at(-1)?.events;
    expect(events).toMatchObject([
      { name: "promptrail.retry", time: [1, 200_000_000], attributes: { "promptrail.attempt": 2 } },
      {
        name: "promptrail.fallback",
        time: [1, 500_000_000],
        attributes: { "promptrail.attempt": 3 },
      },
    ]);
  });

  test("of an answer that broke off and was asked for again is an error, and knows no other's answer", () => {
    const [cut, second] = watched({
      answeredModel: "m-1",
      attempts: [plainAttempt({ outcome: "incomplete_stream" }), plainAttempt()],
    });
    expect(cut?.attributes).toMatchObject({ "error.type": "incomplete_stream" });
    expect(cut?.attributes).not.toHaveProperty("gen_ai.response.model");
    expect(second?.attributes).toMatchObject({ "gen_ai.response.model": "m-1" });
  });
});

function failed(code: string, kind: string) {
  return { code, message: "It failed.", data: { kind } };
}
