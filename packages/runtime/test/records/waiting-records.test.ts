import type { CallRecord } from "@promptrail/core";
import { type CallLog, createMemoryCallLog } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainCall, plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import type { Loss } from "../../src/calls/record/gap-counter.js";
import { QueueSink } from "../../src/calls/record/queue-sink.js";

function toRecord(id: number, text: string): CallRecord {
  return plainRecord({ id: String(id), text });
}

/** A log that can be away, and keeps how much it was given at once. */
function openLog() {
  const kept = createMemoryCallLog();
  const batches: number[] = [];
  const problems: unknown[] = [];
  const state = { isAway: true };
  const log: CallLog = {
    ...kept,
    append: async (records) => {
      if (state.isAway) throw new Error("away");
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
