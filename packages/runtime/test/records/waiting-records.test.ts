import { type CallRecord, PromptrailError } from "@promptrail/core";
import { type CallLog, createMemoryCallLog } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainCall, plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { GapCounter, type Loss } from "../../src/calls/record/ways/gap-counter.js";
import { QueueSink } from "../../src/calls/record/ways/queue-sink.js";

function toRecord(id: number, text: string): CallRecord {
  return plainRecord({ id: String(id), text });
}

/** A log that can be away, and keeps how much it was given at once. */
function openLog() {
  const kept = createMemoryCallLog();
  const batches: number[] = [];
  const problems: unknown[] = [];
  const state = { isAway: true, refused: "" };
  const log: CallLog = {
    ...kept,
    append: async (records) => {
      if (state.isAway) throw new Error("away");
      if (records.some(({ id }) => id === state.refused)) {
        throw new PromptrailError("call_rejected", "It holds what no column takes.", {});
      }
      batches.push(records.length);
      await kept.append(records);
    },
  };
  const onProblem = (error: unknown) => void problems.push(error);
  const losses: Loss[] = [];
  const sink = new QueueSink({
    log,
    toLogged: async (records) => records.map(plainCall),
    onLoss: (loss) => void losses.push(loss),
    onProblem,
  });
  const ids = async () => (await kept.read({ limit: 20_000 })).map(({ id }) => Number(id));
  return { sink, state, batches, problems, losses, ids };
}

test("records of 230 kB wait in a bounded memory while the store is away, and the loss is told once", async () => {
  const { sink, state, problems, ids } = openLog();
  for (let id = 1; id <= 1_000; id += 1) sink.add(toRecord(id, "x".repeat(230_000)));
  await sink.flush();
  expect(sink.lost).toBeGreaterThan(600);
  expect(sink.lost).toBeLessThan(800);
  const { lost } = sink;
  state.isAway = false;
  await sink.flush();
  expect((await ids()).sort((one, other) => one - other)[0]).toBe(lost + 1);
  expect(await ids()).toHaveLength(1_000 - lost);
  await sink.flush();
  expect(problems.map(String)).toEqual([
    "Error: away",
    expect.stringContaining(`${lost} call records were dropped`),
  ]);
});

test("small records wait by their number", async () => {
  const { sink, state, ids } = openLog();
  for (let id = 1; id <= 10_100; id += 1) sink.add(toRecord(id, "x"));
  expect(sink.lost).toBe(100);
  state.isAway = false;
  await sink.flush();
  expect(await ids()).toHaveLength(10_000);
});

test("large records are written a few at a time, one that is larger than that alone", async () => {
  const { sink, state, batches } = openLog();
  state.isAway = false;
  const sizes = [5_000_000, 1_000_000, 1_000_000, 1_000_000, 1_000_000, 10];
  for (const [id, size] of sizes.entries()) sink.add(toRecord(id, "x".repeat(size)));
  await sink.flush();
  expect(batches).toEqual([1, 3, 2]);
});

test("what was dropped is counted by family and lane", async () => {
  const { sink, losses } = openLog();
  for (let id = 1; id <= 10_002; id += 1) sink.add(toRecord(id, "x"));
  expect(losses.map(({ reason, lost, call }) => [reason, lost, call.family])).toEqual([
    ["queue_full", "calls", "greeting"],
    ["queue_full", "calls", "greeting"],
  ]);
});

test("a record that the log can never take is left out and counted, and the others are written", async () => {
  const { sink, state, losses, problems, ids } = openLog();
  state.isAway = false;
  state.refused = "37";
  for (let id = 1; id <= 100; id += 1) sink.add(toRecord(id, "x"));
  await sink.flush();
  expect(await ids()).toHaveLength(99);
  expect(await ids()).not.toContain(37);
  expect(losses).toMatchObject([{ reason: "rejected", lost: "calls", call: { id: "37" } }]);
  expect(problems).toHaveLength(1);
});

test("losses are written as gaps, once, when the log is back", async () => {
  const kept = createMemoryCallLog();
  const state = { isAway: true };
  const gaps = new GapCounter(
    {
      appendGaps: async (counted) => {
        await kept.appendGaps(counted);
        if (state.isAway) throw new Error("The answer was lost.");
      },
    },
    null,
  );
  const lose = (hour: number, lane: "production" | "shadow") =>
    gaps.add({
      reason: "queue_full",
      lost: "calls",
      call: plainRecord({ startedAt: new Date(hour * 3_600_000), lane }),
    });
  lose(5, "production");
  lose(3, "production");
  lose(4, "shadow");
  await gaps.flush();
  lose(9, "shadow");
  await gaps.flush();
  state.isAway = false;
  await gaps.flush();
  const written = await kept.gaps({ since: new Date(0) });
  expect(written.map(({ lane, count }) => [lane, count])).toEqual([
    ["shadow", 1],
    ["production", 2],
    ["shadow", 1],
  ]);
  expect(written[1]).toMatchObject({ from: new Date(3 * 3_600_000), to: new Date(5 * 3_600_000) });
});
