import { afterEach, expect, test, vi } from "vitest";
import { plainRecord } from "../../../tooling/test/records/plain-record.ts";
import { otel } from "../src/index.js";
import { keepSignals } from "./kept-signals.js";
import { plainAttempt } from "./watched-calls.js";

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
