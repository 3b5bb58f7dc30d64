import { type Attributes, SpanStatusCode } from "@opentelemetry/api";
import { AlwaysOffSampler, TracerProvider } from "@opentelemetry/sdk-trace";
import type { CallRecord } from "@promptrail/core";
import { createRedactor, type Redactor } from "@promptrail/core/privacy";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { type OtelSettings, otel } from "../src/index.js";
import { keepSignals } from "./kept-signals.js";
import { plainAttempt, watchCall } from "./watched-calls.js";

const said: Partial<CallRecord> = {
  subject: "ada",
  context: { name: "Ada", pin: "1234" },
  text: "Your PIN is 1234.",
  messages: [
    { role: "system", content: [{ type: "text", text: "Greet." }] },
    { role: "user", content: [{ type: "text", text: "PIN 1234" }, { type: "image" }] },
    {
      role: "assistant",
      content: [{ type: "tool_call", id: "t1", name: "look_up", input: { pin: "1234" } }],
    },
    {
      role: "user",
      content: [{ type: "tool_result", toolCallId: "t1", text: "1234 is right", isError: false }],
    },
  ],
};

function spanOf(record: Partial<CallRecord>, settings: OtelSettings = {}) {
  const { spans, tracerProvider, meterProvider } = keepSignals();
  const observer = otel({ tracerProvider, meterProvider, ...settings });
  watchCall(observer, plainRecord({ ...record, attempts: [plainAttempt()] }));
  return { call: spans().at(-1), all: JSON.stringify(spans().map(toPlain)) };
}

const maskDigits = createRedactor({
  detectors: [{ name: "digits", version: 1, find: findDigits }],
});
const redacted = { content: "redacted", redact: maskDigits } as const;

describe("content", () => {
  test("is on no span by default", () => {
    const { all } = spanOf(said);
    for (const word of ["Ada", "ada", "1234", "Greet", "PIN", "look_up"]) {
      expect(all).not.toContain(word);
    }
    expect(all).not.toContain("messages");
  });

  test("stands on the call's span after redaction, in the form of the conventions; the subject never", () => {
    const { call, all } = spanOf(said, redacted);
    const attributes: Attributes = call?.attributes ?? {};
    expect(read(attributes["gen_ai.input.messages"])).toEqual([
      { role: "system", parts: [{ type: "text", content: "Greet." }] },
      { role: "user", parts: [{ type: "text", content: "PIN [digits]" }, { type: "image" }] },
      {
        role: "assistant",
        parts: [
          {
            type: "tool_call",
            id: "t[digits]",
            name: "look_up",
            arguments: { pin: "[digits]" },
          },
        ],
      },
      {
        role: "tool",
        parts: [{ type: "tool_call_response", id: "t[digits]", response: "[digits] is right" }],
      },
    ]);
    expect(read(attributes["gen_ai.output.messages"])).toEqual([
      {
        role: "assistant",
        parts: [{ type: "text", content: "Your PIN is [digits]." }],
        finish_reason: "stop",
      },
    ]);
    expect(read(attributes["promptrail.context"])).toEqual({ name: "Ada", pin: "[digits]" });
    expect(attributes["promptrail.content.redaction"]).toBe(maskDigits.version);
    expect(all).not.toContain("1234");
    expect(all).not.toContain('"ada"');
  });

  test("of an error is the status's text, only where content is on", () => {
    const error = { code: "provider_failed", message: "It quoted 1234.", data: { kind: "quota" } };
    const failed = { error, success: false, outcome: null, text: null } as const;
    expect(spanOf(failed).call?.status).toEqual({ code: SpanStatusCode.ERROR });
    expect(spanOf(failed, redacted).call?.status).toEqual({
      code: SpanStatusCode.ERROR,
      message: "It quoted [digits].",
    });
  });

  test("is withheld as a whole where the redactor cannot decide", () => {
    const redact: Redactor = {
      ...maskDigits,
      redactText: (text) => {
        if (text.includes("PIN is")) throw new Error(`cannot decide on ${text}`);
        return { value: text, found: {} };
      },
    };
    const { call, all } = spanOf(said, { content: "redacted", redact });
    expect(call?.attributes["promptrail.content.withheld"]).toBe(true);
    expect(call?.attributes["promptrail.success"]).toBe(true);
    for (const word of ["Ada", "PIN", "messages"]) expect(all).not.toContain(word);
  });

  test("is cut beyond its bound, after redaction; the answer comes first", () => {
    const long = "Word 1234 ".repeat(20_000);
    const { call, all } = spanOf(
      { ...said, messages: [{ role: "user", content: [{ type: "text", text: long }] }] },
      redacted,
    );
    expect(all.length).toBeLessThan(80_000);
    expect(all).toContain("Your PIN is [digits].");
    const [message] = read(call?.attributes["gen_ai.input.messages"]);
    expect(message.parts[0].content).toMatch(/^(Word \[digits\] )+[^1-9]{0,14}…$/);
    expect(call?.attributes["promptrail.context"]).toBe('"…"');
  });

  test("is not even redacted where the span is not kept", () => {
    const texts: string[] = [];
    const redact: Redactor = {
      ...maskDigits,
      redactText: (text) => {
        texts.push(text);
        return { value: text, found: {} };
      },
    };
    const tracerProvider = new TracerProvider({ sampler: new AlwaysOffSampler() });
    watchCall(otel({ tracerProvider, content: "redacted", redact }), plainRecord(said));
    expect(texts).toEqual([]);
    spanOf(said, { content: "redacted", redact });
    expect(texts).toContain("Your PIN is 1234.");
  });

  test.each([
    ["", true],
    ["true", true],
    ["SPAN_ONLY", true],
    ["span_and_event", true],
    ["false", false],
    ["NO_CONTENT", false],
    ["EVENT_ONLY", false],
    ["yes please", false],
  ])("is what the environment %j leaves of it", (value, isOn) => {
    vi.stubEnv("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", value);
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect(spanOf(said, redacted).all.includes("Greet")).toBe(isOn);
    expect(spanOf(said).all).not.toContain("Greet");
  });
});

function findDigits(text: string) {
  return [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => ({
    start: index,
    end: index + digits.length,
  }));
}

function read(attribute: unknown) {
  return JSON.parse(String(attribute));
}

function toPlain({ name, attributes, events, status }: NonNullable<SpanLike>) {
  return { name, attributes, events, status };
}

type SpanLike = ReturnType<ReturnType<typeof keepSignals>["spans"]>[number];
