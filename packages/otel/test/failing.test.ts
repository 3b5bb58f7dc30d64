import { DiagLogLevel, diag, type TracerProvider } from "@opentelemetry/api";
import { isPromptrailError } from "@promptrail/core";
import { expect, onTestFinished, test } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { type OtelSettings, otel } from "../src/index.js";
import { keepSignals } from "./kept-signals.js";
import { plainAttempt, watchCall } from "./watched-calls.js";

const breaks = () => {
  throw new Error("it broke");
};
const brokenTracer: TracerProvider = { getTracer: breaks };
const record = plainRecord({ attempts: [plainAttempt()] });

test("a provider that throws reaches no call, and is told once", () => {
  const told: string[] = [];
  const silent = () => {};
  const logger = { error: (text: string) => told.push(text), warn: silent, info: silent };
  diag.setLogger({ ...logger, debug: silent, verbose: silent }, DiagLogLevel.ALL);
  onTestFinished(() => diag.disable());
  told.length = 0;
  const observer = otel({ tracerProvider: brokenTracer });
  watchCall(observer, record);
  watchCall(observer, record);
  expect(told).toEqual([expect.stringContaining("spans or metrics failed: it broke.")]);
});

test("a logger that throws as well reaches no call either", () => {
  diag.setLogger({ error: breaks, warn: breaks, info: breaks, debug: breaks, verbose: breaks });
  onTestFinished(() => diag.disable());
  expect(() => watchCall(otel({ tracerProvider: brokenTracer }), record)).not.toThrow();
});

test("metrics that fail cost no span", async () => {
  const { spans, meterProvider, tracerProvider } = keepSignals();
  const meter = meterProvider.getMeter("broken");
  const broken = {
    getMeter: () => Object.assign(meter, { createHistogram: () => ({ record: breaks }) }),
  };
  watchCall(otel({ tracerProvider, meterProvider: broken }), record);
  expect(spans()).toHaveLength(2);
});

test("times that are none reach no call", () => {
  const { tracerProvider, meterProvider } = keepSignals();
  const observer = otel({ tracerProvider, meterProvider });
  const startedAt = new Date(Number.NaN);
  const odd = plainRecord({ startedAt, durationMs: Number.NaN });
  expect(() => watchCall(observer, odd)).not.toThrow();
});

test("without an SDK nothing happens", () => {
  expect(() => watchCall(otel(), record)).not.toThrow();
});

// As a config in plain JavaScript might have it.
const full: OtelSettings = JSON.parse('{ "content": "full" }');

test.each([
  [full, '"full"'],
  [{ content: "redacted" }, "createRedactor()"],
  [{ mostOpen: 0 }, "mostOpen"],
  [{ longestMs: Number.POSITIVE_INFINITY }, "longestMs"],
] satisfies [OtelSettings, string][])("refuses the settings %j", (settings, names) => {
  let refused: unknown;
  try {
    otel(settings);
  } catch (error) {
    refused = error;
  }
  expect(isPromptrailError(refused) && refused.code).toBe("config_invalid");
  expect(String(refused)).toContain(names);
});
