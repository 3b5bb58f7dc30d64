import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { LoggedCall } from "@promptrail/core/call-log";
import { createCallId } from "@promptrail/core/call-log";
import { expect, test } from "vitest";
import { plainCall } from "../../../tooling/test/records/plain-record.js";
import { DeadLetters } from "../src/ship/dead-letters.js";
import { CountingLog } from "./world/counting-log.js";
import { DrivenClock } from "./world/driven-clock.js";
import { FaultyDisk } from "./world/faulty-disk.js";
import { openTestSpool } from "./world/open-test-spool.js";
import { makeTemporaryFolder } from "./world/temporary-folder.js";

function makeCall(at: Date, changes: Partial<LoggedCall> = {}): LoggedCall {
  return plainCall({ id: createCallId(at), startedAt: at, text: "x".repeat(1_000), ...changes });
}

test("an hour without a call log at 100 calls a second loses none, and then goes out in order, a few MB at a time", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const clock = new DrivenClock();
  const sizes: number[] = [];
  const append = async (calls: readonly LoggedCall[]): Promise<void> => {
    if (log.answer === "takes") sizes.push(calls.length);
    await log.append(calls);
  };
  const { open, problems } = await openTestSpool({
    folder,
    clock,
    disk: new FaultyDisk(),
    segmentBytes: 1_000_000,
    log: { append, appendGaps: log.appendGaps, erasures: log.erasures },
  });
  log.answer = "fails";
  const ids: string[] = [];
  for (let minute = 0; minute < 60; minute += 1) {
    // A minute's begin stands for all of it; the rest of the hour passes without bytes.
    for (let count = 0; count < 100; count += 1) {
      const call = makeCall(clock.now());
      ids.push(call.id);
      open.start(call);
      open.add(call);
    }
    await open.sync();
    for (let second = 0; second < 60; second += 5) {
      clock.advance(5_000);
      await open.flush();
    }
  }
  expect(open.waiting.calls).toBe(6_000);
  // Told once, and asked again and again, but not in a loop.
  expect(problems).toHaveLength(1);
  log.answer = "takes";
  await open.flush();
  expect(open.waiting).toEqual({ calls: 0, bytes: 0 });
  expect([...log.calls.keys()]).toEqual(ids);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(500);
  expect(log.gaps.size).toBe(0);
  await open.close(1_000);
});

test("after a failure the call log is asked again by itself, later and later, at least every five seconds", async () => {
  const folder = makeTemporaryFolder();
  const clock = new DrivenClock();
  const asked: number[] = [];
  const log = new CountingLog();
  const erasures = async () => {
    asked.push(clock.elapsed());
    return await log.erasures();
  };
  log.answer = "fails";
  const { open } = await openTestSpool({
    folder,
    clock,
    disk: new FaultyDisk(),
    log: { append: log.append, appendGaps: log.appendGaps, erasures },
  });
  open.add(makeCall(clock.now()));
  await open.sync();
  for (let turn = 0; turn < 10; turn += 1) {
    const before = asked.length;
    while (asked.length === before) {
      clock.advance(100);
      await new Promise(setImmediate);
    }
    // What the failure brings about comes before the next step.
    for (let wait = 0; wait < 5; wait += 1) await new Promise(setImmediate);
  }
  const waits = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
  expect(waits[0]).toBeLessThanOrEqual(400);
  expect(Math.max(...waits)).toBeLessThanOrEqual(5_300);
  expect(waits.at(-1)).toBeGreaterThanOrEqual(5_000);
  await open.close(0);
});

test("calls that the log never takes are put aside and counted, and hold up no other", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const parts = { clock: new DrivenClock(), disk: new FaultyDisk() };
  const { open, problems } = await openTestSpool({ folder, log, ...parts });
  const calls = Array.from({ length: 1_200 }, () => makeCall(parts.clock.now()));
  const poison = [3, 700, 701].map((at) => calls[at]?.id ?? "");
  for (const id of poison) log.poison.add(id);
  for (const call of calls) open.add(call);
  await open.flush();
  expect(log.calls.size).toBe(1_197);
  expect(open.waiting.calls).toBe(0);
  // The gap comes with the end of its segment.
  parts.clock.advance(60_000);
  await open.flush();
  expect([...log.gaps.values()]).toMatchObject([
    { reason: "rejected", lost: "calls", count: 3, family: calls[0]?.family, lane: "production" },
  ]);
  const dead = readdirSync(join(folder, ".promptrail/spool/production/dead"));
  expect(dead.sort()).toEqual(poison.map((id) => `${id}.json`).sort());
  expect(problems.length).toBeGreaterThan(0);
  for (const problem of problems) {
    expect(problem).toMatchObject({
      code: "call_rejected",
      message: expect.stringMatching(/The call log refuses .* is poison\. What it refuses is kept/),
    });
  }
  await open.close(1_000);
});

test("what is put aside is bounded", () => {
  const folder = makeTemporaryFolder();
  const problems: unknown[] = [];
  const onProblem = (error: unknown) => problems.push(error);
  const dead = new DeadLetters({ folder, mostBytes: 5_000, onProblem });
  for (let count = 0; count < 10; count += 1) dead.keep(makeCall(new Date()));
  expect(readdirSync(folder)).toHaveLength(2);
  expect(problems).toEqual([]);
});

test("closing waits no longer than it may for a call log that does not answer, and the next process goes on", async () => {
  const folder = makeTemporaryFolder();
  const clock = new DrivenClock();
  const never = () => new Promise<never>(() => {});
  const log = { append: never, appendGaps: never, erasures: async () => [] };
  const { open } = await openTestSpool({ folder, clock, disk: new FaultyDisk(), log });
  const [left, running] = [makeCall(clock.now()), makeCall(clock.now())];
  open.add(left);
  open.start(running);
  const closed = open.close(5_000);
  clock.advance(5_000);
  await closed;
  const next = new CountingLog();
  const again = await openTestSpool({ folder, log: next });
  await again.open.flush();
  expect([...next.calls.keys()].sort()).toEqual([left.id, running.id].sort());
  expect(next.isOrphan(left.id)).toBe(false);
  expect(next.isOrphan(running.id)).toBe(true);
  await again.open.close(1_000);
});

test("a disk that fails is told of once, until it works again; calls that began meanwhile have their intents then", async () => {
  const folder = makeTemporaryFolder();
  const log = new CountingLog();
  const parts = { clock: new DrivenClock(), disk: new FaultyDisk() };
  const { open, problems } = await openTestSpool({ folder, log, ...parts });
  parts.disk.state = "full";
  const running = makeCall(parts.clock.now());
  open.start(running);
  for (let turn = 0; turn < 5; turn += 1) {
    open.add(makeCall(parts.clock.now()));
    await expect(open.sync()).rejects.toMatchObject({ code: "file_unwritable" });
  }
  expect(problems).toHaveLength(1);
  parts.disk.state = "works";
  await open.sync();
  await open.close(0);
  const next = await openTestSpool({ folder, log });
  await next.open.flush();
  expect(log.isOrphan(running.id)).toBe(true);
  expect(log.countLost()).toBe(5);
  await next.open.close(1_000);
});
