import type { CallRecord } from "@promptrail/core";
import type { CountedInput } from "@promptrail/core/lifecycle";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { readEarlierRatios } from "./read-earlier-ratios.js";

const start = new Date("2026-11-30T12:00:00Z");

type Slice = Pick<CallRecord, "startedAt" | "headroom" | "usage">;

/** A call so many seconds before, of 1,000 tokens by our count. */
function toRecord(
  seconds: number,
  input: number | null,
  changes: Partial<CountedInput> = {},
): Slice {
  const counted = { tokens: 1_000, kind: "latin", tools: false, scheme: 1 } as const;
  return {
    startedAt: new Date(start.getTime() - seconds * 1_000),
    usage: { ...noUsage, input },
    headroom: {
      provider: "fake",
      model: "m",
      window: 2_000,
      maxTokens: 10,
      inputBound: 1_530,
      foundBy: "count",
      tokens: 460,
      counted: { ...counted, ratio: 1.53, median: null, ...changes },
    },
  };
}

/** A log that knows how to go back, as far as this needs. */
function logOf(records: readonly Slice[]) {
  const asked: unknown[] = [];
  const read = async (query: { before: Date; limit: number; bodies: boolean }) => {
    asked.push(query.bodies);
    return records.filter(({ startedAt }) => startedAt < query.before).slice(0, query.limit);
  };
  return { log: { read }, asked };
}

test("reads page by page, the oldest first, each kind of input apart", async () => {
  const records = Array.from({ length: 450 }, (_, index) =>
    toRecord(index + 1, 1_000 + index, { kind: index % 2 === 0 ? "latin" : "code" }),
  );
  const { log, asked } = logOf(records);
  const found = await readEarlierRatios(log, start);
  expect([...found.keys()]).toEqual(["fake\nm\nlatin\nfalse", "fake\nm\ncode\nfalse"]);
  const [latin = [], code = []] = found.values();
  expect([latin.length, latin[0], latin.at(-1)]).toEqual([225, 1.448, 1]);
  expect([code.length, code[0], code.at(-1)]).toEqual([225, 1.449, 1.001]);
  expect(asked).toEqual([false, false, false]);
});

test("looks at the last 2,000 records alone", async () => {
  const { log, asked } = logOf(Array.from({ length: 9_000 }, (_, index) => toRecord(index, 1_000)));
  const [ratios = []] = (await readEarlierRatios(log, start)).values();
  expect(ratios.length).toBeLessThanOrEqual(2_000);
  expect(asked).toHaveLength(10);
});

test("learns nothing from another scheme of counting, or from what nobody counted", async () => {
  const { log } = logOf([toRecord(1, 1_000, { scheme: 0 }), toRecord(2, null), toRecord(3, 0)]);
  expect(await readEarlierRatios(log, start)).toEqual(new Map());
});
