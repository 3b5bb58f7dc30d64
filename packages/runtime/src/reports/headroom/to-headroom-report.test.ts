import type { CallRecord, Outcome } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { plainRecord } from "../../../../../tooling/test/records/plain-record.ts";
import { toHeadroomReport } from "./to-headroom-report.js";

const now = new Date("2026-11-30T15:00:00Z");
const report = (records: readonly CallRecord[]) => toHeadroomReport("greeting", records, now);

/** A call some days ago whose input was so large. */
function toRecord(daysAgo: number, input: number | null, outcome: Outcome = "ok"): CallRecord {
  return plainRecord({
    id: `${daysAgo} ${input}`,
    startedAt: new Date(now.getTime() - daysAgo * 86_400_000),
    outcome,
    success: outcome === "ok",
    usage: { ...noUsage, input },
    headroom: {
      provider: "fake",
      model: "m",
      window: 1_000,
      maxTokens: 100,
      inputBound: 900,
      foundBy: "bytes",
      tokens: 0,
      counted: null,
    },
  });
}

/** One call a day, the last yesterday; the input grows by so many tokens a day. */
const growing = (days: number, growth: number, last: number) =>
  Array.from({ length: days }, (_, index) => toRecord(index + 1, last - index * growth));

test("tells the growth of a day's p99, and when the window is full", () => {
  const { days, growth, daysUntilFull } = report(growing(28, 10, 500));
  expect(days).toHaveLength(28);
  expect(days[0]).toEqual({ day: "2026-11-02", calls: 1, p99: (500 - 270 + 100) / 1_000 });
  expect(days.at(-1)).toEqual({ day: "2026-11-29", calls: 1, p99: 0.6 });
  expect(growth).toBeCloseTo(0.01, 12);
  // 0.61 today, and 0.39 to go.
  expect(daysUntilFull).toBe(39);
});

test.each([
  ["that does not grow", growing(28, 0, 500), null],
  ["that shrinks", growing(28, -5, 500), null],
  ["that is full in more than 90 days", growing(28, 4, 500), null],
  ["that is full in 90 days", growing(28, 4, 539), 90],
  ["that is full", growing(28, 1, 950), 0],
])("of a window %s the days are said or not", (_title, records, daysUntilFull) => {
  expect(report(records).daysUntilFull).toBe(daysUntilFull);
});

test("says nothing of a trend from too few days", () => {
  expect(report(growing(6, 10, 500))).toMatchObject({ growth: null, daysUntilFull: null });
  expect(report(growing(7, 10, 500)).growth).toBeCloseTo(0.01, 12);
});

test("takes the share that 99 of 100 calls keep within", () => {
  const calls = Array.from({ length: 200 }, (_, index) => toRecord(3, index + 1));
  expect(report(calls).days).toEqual([{ day: "2026-11-27", calls: 200, p99: 0.298 }]);
});

test("leaves out today, older days, and calls of which nothing is known", () => {
  const { headroom: _, ...bare } = toRecord(3, 5);
  const records = [toRecord(0, 5), toRecord(29, 5), toRecord(2, null), { ...bare, headroom: null }];
  expect(report(records)).toEqual({
    family: "greeting",
    days: [],
    growth: null,
    daysUntilFull: null,
  });
});

test("a call that the vendor found too long used the whole window at least", () => {
  expect(report([toRecord(1, null, "context_exceeded")]).days).toMatchObject([{ p99: 1 }]);
});
