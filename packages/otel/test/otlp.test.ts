import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { context, type DiagLogger, DiagLogLevel, diag, metrics, trace } from "@opentelemetry/api";
import { OTLPMetricExporter } from "@opentelemetry/exporter-metrics-otlp-http";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { MeterProvider, PeriodicExportingMetricReader } from "@opentelemetry/sdk-metrics";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { CallRecord } from "@promptrail/core";
import { createRedactor } from "@promptrail/core/privacy";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { type OtelSettings, otel } from "../src/index.js";
import { plainAttempt, watchCall } from "./watched-calls.js";

/** What a collector was sent, by the path: `/v1/traces`. */
const received = new Map<string, string[]>();
const collector = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const path = request.url ?? "";
    received.set(path, [...(received.get(path) ?? []), Buffer.concat(chunks).toString("utf8")]);
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
});
let address = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => collector.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
});
afterAll(() => {
  collector.close();
});

/** Watches calls with the real SDK and its exporters, and returns what the collector was sent. */
async function send(records: readonly CallRecord[], settings: OtelSettings = {}) {
  received.clear();
  const tracerProvider = new TracerProvider({
    spanProcessors: [
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: `${address}/v1/traces` }) }),
    ],
  });
  const exporter = new OTLPMetricExporter({ url: `${address}/v1/metrics` });
  const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 3_600_000 });
  const meterProvider = new MeterProvider({ readers: [reader] });
  const observer = otel({ tracerProvider, meterProvider, ...settings });
  for (const record of records) watchCall(observer, record);
  await Promise.all([tracerProvider.shutdown(), meterProvider.shutdown()]);
  return {
    traces: received.get("/v1/traces") ?? [],
    metrics: received.get("/v1/metrics") ?? [],
    all: [...received.values()].flat().join("\n"),
  };
}

/** Keeps every line that OpenTelemetry or a console writes. */
function keepLines(): readonly string[] {
  const lines: string[] = [];
  const keep = (...parts: readonly unknown[]) => {
    lines.push(parts.map(String).join(" "));
  };
  const logger: DiagLogger = { error: keep, warn: keep, info: keep, debug: keep, verbose: keep };
  diag.setLogger(logger, DiagLogLevel.ALL);
  for (const level of ["log", "info", "warn", "error", "debug"] as const) {
    vi.spyOn(console, level).mockImplementation(keep);
  }
  onTestFinished(() => {
    diag.disable();
    vi.restoreAllMocks();
  });
  return lines;
}

/** A call that says a text wherever a record can hold one. */
function callThatSays(text: string, changes: Partial<CallRecord> = {}): CallRecord {
  return plainRecord({
    subject: text,
    context: { customer: text, [text]: [text] },
    messages: [
      { role: "system", content: [{ type: "text", text }] },
      {
        role: "assistant",
        content: [{ type: "tool_call", id: "1", name: "send", input: { to: text } }],
      },
      { role: "user", content: [{ type: "tool_result", toolCallId: "1", text, isError: false }] },
    ],
    text: `It says ${text}`,
    data: { answer: text },
    warnings: [{ setting: "context", reason: text }],
    attempts: [plainAttempt({ usage: { ...plainAttempt().usage, input: 3 } })],
    ...changes,
  });
}

const failure = (text: string): Partial<CallRecord> => ({
  success: false,
  outcome: null,
  text: null,
  data: null,
  error: { code: "provider_failed", message: text, data: { kind: text } },
});

describe("over OTLP", () => {
  test("spans and metrics arrive as they were told", async () => {
    const { traces, metrics } = await send([callThatSays("hello")]);
    const spans = traces.flatMap((body) => readAll(body, "spans"));
    expect(spans.map(({ name, kind }) => [name, kind])).toEqual([
      ["chat m", 3],
      ["chat m", 1],
    ]);
    const [attempt, call] = spans;
    expect(attempt?.["parentSpanId"]).toBe(call?.["spanId"]);
    expect(call?.["attributes"]).toContainEqual({
      key: "promptrail.version.key",
      value: { stringValue: "greeting_v1" },
    });
    expect(attempt?.["attributes"]).toContainEqual({
      key: "gen_ai.usage.input_tokens",
      value: { intValue: 3 },
    });
    const found = metrics.flatMap((body) => readAll(body, "metrics"));
    expect(found.map(({ name, unit }) => [name, unit])).toEqual([
      ["gen_ai.client.operation.duration", "s"],
      ["gen_ai.client.token.usage", "{token}"],
    ]);
  });

  test("no content arrives by default, whatever it is", async () => {
    const lines = keepLines();
    const secrets = fc.sample(fc.string({ minLength: 12, maxLength: 40, unit: "grapheme" }), 50);
    const records = secrets.flatMap((each) => [
      callThatSays(`secret ${each}`),
      callThatSays(`secret ${each}`, failure(`secret ${each}`)),
    ]);
    const { all, traces } = await send(records);
    expect(traces.flatMap((body) => readAll(body, "spans"))).toHaveLength(4 * secrets.length);
    expect(all).not.toContain("secret");
    expect(lines.join("\n")).not.toContain("secret");
  });

  test("of redacted content no planted secret arrives, and the rest does", async () => {
    const lines = keepLines();
    const secrets = ["ada@example.com", "4111 1111 1111 1111", "DE89 3704 0044 0532 0130 00"];
    const records = secrets.flatMap((each) => [
      callThatSays(`I am ${each}!`),
      callThatSays(`I am ${each}!`, failure(`It quoted ${each}.`)),
    ]);
    const { all } = await send(records, { content: "redacted", redact: createRedactor() });
    for (const each of secrets) expect(all + lines.join("\n")).not.toContain(each);
    expect(all).toContain("It says I am [email]!");
    expect(all).toContain("It quoted [card].");
  });
});

test("the set-up that the handbook shows sends both", async () => {
  received.clear();
  vi.stubEnv("OTEL_EXPORTER_OTLP_ENDPOINT", address);
  onTestFinished(() => {
    vi.unstubAllEnvs();
    for (const api of [context, trace, metrics]) api.disable();
  });
  const page = new URL("../../../tooling/handbook/calls/opentelemetry.md", import.meta.url);
  const file = new URL("telemetry.ts", import.meta.url);
  expect(await readFile(page, "utf8")).toContain(await readFile(file, "utf8"));
  const { stopTelemetry } = await import("./telemetry.js");
  watchCall(otel(), callThatSays("hello"));
  await stopTelemetry();
  expect([...received.keys()].toSorted()).toEqual(["/v1/metrics", "/v1/traces"]);
});

type Plain = Readonly<Record<string, unknown>>;

/** Every member of a list of that name, however deep in a body of OTLP. */
function readAll(body: string, name: string): readonly Plain[] {
  const found: Plain[] = [];
  JSON.parse(body, (key, value: unknown) => {
    if (key === name && Array.isArray(value)) found.push(...value);
    return value;
  });
  return found;
}
