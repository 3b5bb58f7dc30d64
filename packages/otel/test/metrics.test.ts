import * as conventions from "@opentelemetry/semantic-conventions/incubating";
import { noUsage } from "@promptrail/core/provider-kit";
import { afterEach, expect, test, vi } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { otel } from "../src/index.js";
import { errorType, genAi, promptrail } from "../src/names.js";
import { keepSignals } from "./kept-signals.js";
import { plainAttempt, watchCall } from "./watched-calls.js";

const attributes = {
  "gen_ai.operation.name": "chat",
  "gen_ai.provider.name": "fake",
  "gen_ai.request.model": "m",
  "gen_ai.prompt.name": "greeting",
  "gen_ai.prompt.version": "1",
  "promptrail.lane": "production",
};
const answered = { ...attributes, "gen_ai.response.model": "m-1" };

test("each request is timed, and its tokens are counted where the vendor did", async () => {
  const { points, ...providers } = keepSignals();
  const attempts = [
    plainAttempt({ latencyMs: 250, failure: "overloaded", outcome: null }),
    plainAttempt({ latencyMs: 1_500, usage: { ...noUsage, input: 90, output: 0 } }),
  ];
  watchCall(otel(providers), plainRecord({ answeredModel: "m-1", attempts }));
  const found = await points();
  expect(found).toMatchObject([
    {
      name: "gen_ai.client.operation.duration",
      unit: "s",
      attributes: { ...attributes, "error.type": "overloaded" },
      value: 0.25,
    },
    { name: "gen_ai.client.operation.duration", unit: "s", attributes: answered, value: 1.5 },
    {
      name: "gen_ai.client.token.usage",
      unit: "{token}",
      attributes: { ...answered, "gen_ai.token.type": "input" },
      value: 90,
    },
    {
      name: "gen_ai.client.token.usage",
      unit: "{token}",
      attributes: { ...answered, "gen_ai.token.type": "output" },
      value: 0,
    },
  ]);
});

test("the buckets are those that the conventions advise", async () => {
  const { points, ...providers } = keepSignals();
  const attempts = [plainAttempt({ usage: { ...noUsage, input: 1 } })];
  watchCall(otel(providers), plainRecord({ attempts }));
  const [duration, tokens] = await points();
  expect(duration?.boundaries).toEqual([
    0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
  ]);
  expect(tokens?.boundaries).toEqual([
    1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864,
  ]);
});

test("names of the conventions are those that OpenTelemetry publishes", () => {
  const published = new Set<unknown>(Object.values(conventions));
  // In the conventions, and not yet in their package for JavaScript.
  published.add("gen_ai.prompt.version");
  for (const name of [...Object.values(genAi), errorType]) expect(published).toContain(name);
  for (const name of Object.values(promptrail)) expect(published).not.toContain(name);
});

afterEach(() => {
  vi.useRealTimers();
});

const reasons = (points: Awaited<ReturnType<ReturnType<typeof keepSignals>["points"]>>) =>
  points
    .filter(({ name }) => name === "promptrail.otel.calls.unfinished")
    .map(({ attributes, value }) => [attributes["reason"], value]);

test("a call that never ends has its span ended after 15 minutes, and is counted", async () => {
  const { spans, points, ...providers } = keepSignals();
  const observer = otel(providers);
  const record = plainRecord({ attempts: [plainAttempt()] });
  vi.useFakeTimers();
  observer.started(record);
  vi.advanceTimersByTime(899_000);
  expect(spans()).toEqual([]);
  vi.advanceTimersByTime(2_000);
  expect(spans().map(({ attributes }) => attributes["promptrail.unfinished"])).toEqual([true]);
  // The SDK waits by timers of its own.
  vi.useRealTimers();
  expect(reasons(await points())).toEqual([["age", 1]]);
  // What comes after all is measured, and ends no span twice.
  observer.attempted(plainAttempt({ latencyMs: 2_000 }), record);
  observer.finished(record);
  expect(spans()).toHaveLength(1);
  const durations = (await points()).filter(({ unit }) => unit === "s");
  expect(durations.map(({ value }) => value)).toEqual([2]);
});

test("beyond so many open calls the oldest is given up", async () => {
  const { spans, points, ...providers } = keepSignals();
  const observer = otel({ ...providers, mostOpen: 2 });
  for (const id of ["1", "2", "3"]) observer.started(plainRecord({ id }));
  expect(spans().map(({ attributes }) => attributes["promptrail.call.id"])).toEqual(["1"]);
  expect(reasons(await points())).toEqual([["count", 1]]);
  observer.finished(plainRecord({ id: "3" }));
  expect(spans().map(({ attributes }) => attributes["promptrail.call.id"])).toEqual(["1", "3"]);
});
