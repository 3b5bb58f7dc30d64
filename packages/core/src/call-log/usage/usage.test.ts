import fc from "fast-check";
import { expect, test } from "vitest";
import { plainCall } from "../../../../../tooling/test/records/plain-record.ts";
import type { CallGap } from "../call-gap.js";
import { createCallId, findTimeOfId } from "../call-id.js";
import {
  costScale,
  findQuantile,
  fromBucket,
  latencyScale,
  SummaryMaker,
  toBucket,
} from "./summary.js";
import { toUsageRows } from "./to-usage-rows.js";
import { toUsageReport, usageDimensions } from "./usage-report.js";

const declaresTools = () => false;
const since = new Date("2026-11-30T00:00:00.000Z");

const call = fc
  .record({
    family: fc.constantFrom("a", "b"),
    version: fc.integer({ min: 1, max: 3 }),
    outcome: fc.constantFrom("ok" as const, "refused" as const, null),
    durationMs: fc.option(fc.integer({ min: 0, max: 90_000 })),
    cost: fc.option(fc.double({ min: 0, max: 5, noNaN: true })),
    minutes: fc.integer({ min: 0, max: 200 }),
    input: fc.option(fc.nat()),
  })
  .map(({ minutes, input, ...changes }) => {
    const usage = { input, output: null, cacheRead: null, cacheWrite: null, reasoning: null };
    return plainCall({
      ...changes,
      usage,
      startedAt: new Date(since.getTime() + minutes * 60_000),
    });
  });

test("roll-ups of parts, merged in any order, are those of the whole", () => {
  fc.assert(
    fc.property(fc.array(call), fc.nat(), (calls, at) => {
      const cut = calls.length === 0 ? 0 : at % calls.length;
      const parts = [calls.slice(cut), calls.slice(0, cut)].flatMap(toUsageRows);
      const whole = toUsageRows(calls);
      const tell = (rows: typeof whole) =>
        toUsageReport({ rows, gaps: [], by: usageDimensions, declaresTools }).groups.map(
          // The order in which amounts are added shows in their last digit.
          ({ cost: _sum, ...group }) => group,
        );
      expect(tell(parts)).toEqual(tell(whole));
    }),
  );
});

test("a report counts each call once, however it is told apart", () => {
  fc.assert(
    fc.property(fc.array(call), fc.subarray([...usageDimensions]), (calls, by) => {
      const rows = toUsageRows(calls);
      const report = toUsageReport({ rows, gaps: [], by, declaresTools });
      expect(report.groups.reduce((sum, group) => sum + group.calls, 0)).toBe(calls.length);
      const keys = calls.map((each) =>
        JSON.stringify(by.map((part) => toUsageRows([each])[0]?.[part])),
      );
      expect(report.groups).toHaveLength(new Set(keys).size);
    }),
  );
});

test("what no call told stays unknown, and lost calls are counted beside", () => {
  const calls = [plainCall({ startedAt: since, durationMs: null })];
  const gap: CallGap = {
    id: "g",
    reason: "queue_full",
    lost: "calls",
    family: "greeting",
    lane: "production",
    count: 5,
    from: since,
    to: since,
  };
  const gaps = [gap, { ...gap, lost: "bodies" as const, count: 2 }];
  const report = toUsageReport({ rows: toUsageRows(calls), gaps, by: [], declaresTools });
  expect(report).toMatchObject({ lostCalls: 5, lostBodies: 2 });
  expect(report.groups).toEqual([
    {
      key: {},
      calls: 1,
      successShare: 1,
      firstAttempts: 1,
      fallbacks: 0,
      inputTokens: null,
      outputTokens: null,
      cacheReadTokens: null,
      cost: null,
      pricedCalls: 0,
      latency: null,
      headroom: null,
      lostCalls: 5,
    },
  ]);
});

test("a quantile is within 9% of the nearest rank of the values themselves", () => {
  const value = fc.double({ min: 1, max: 1_000_000, noNaN: true });
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 1 }), share, (values, asked) => {
      const maker = new SummaryMaker(latencyScale);
      for (const each of values) maker.take(each);
      const sorted = values.toSorted((one, other) => one - other);
      const exact = sorted[Math.max(1, Math.ceil(asked * values.length)) - 1] ?? 0;
      const found = findQuantile(maker.made(), asked, latencyScale) ?? 0;
      expect(Math.abs(found / exact - 1)).toBeLessThan(0.0906);
    }),
  );
});

test("a bucket holds what its middle stands for, up to the scale's end", () => {
  for (const scale of [latencyScale, costScale]) {
    const last = toBucket(scale.most, scale);
    expect(toBucket(Number.POSITIVE_INFINITY, scale)).toBe(last);
    for (let bucket = 0; bucket <= last; bucket += 1) {
      expect(toBucket(fromBucket(bucket, scale), scale)).toBe(bucket);
    }
  }
});

test("an id tells when it was made, and one of another kind tells nothing", () => {
  const time = fc.date({ min: new Date(0), max: new Date("9999-12-31"), noInvalidDate: true });
  fc.assert(
    fc.property(time, (at) => {
      const id = createCallId(at);
      expect(findTimeOfId(id)).toEqual(at);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }),
  );
  for (const id of [crypto.randomUUID(), "call-1", ""]) expect(findTimeOfId(id)).toBeNull();
});
