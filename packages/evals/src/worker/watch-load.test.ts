import { availableParallelism } from "node:os";
import { setTimeout as pause, setImmediate as turn } from "node:timers/promises";
import { expect, test } from "vitest";
import { watchLoad } from "./watch-load.js";

const longMs = 100;

function threads(count: number, { utilization = 1, ranMs = 1 } = {}) {
  const read = () => ({ idle: 0, active: 0, utilization });
  return Array.from({ length: count }, () => ({ ranMs, readUtilization: read }));
}

async function look(watched: ReturnType<typeof threads>): Promise<boolean> {
  const leavesRoom = watchLoad(watched, longMs);
  await pause(10);
  return leavesRoom();
}

const cores = availableParallelism();

test("as many threads as there are cores may compute", async () => {
  expect(await look(threads(cores - 1))).toBe(true);
  expect(await look(threads(cores))).toBe(false);
  expect(await look(threads(cores + 1))).toBe(false);
});

test("threads that wait, or are at the same eval for long, take nobody's core", async () => {
  expect(await look(threads(cores, { utilization: 0.5 }))).toBe(true);
  expect(await look(threads(cores, { ranMs: longMs }))).toBe(true);
});

test("no thread is of use to one that has no time for those that it has", async () => {
  expect(await look([])).toBe(true);
  const leavesRoom = watchLoad([], longMs);
  spin(20);
  await turn();
  expect(leavesRoom()).toBe(false);
});

function spin(forMs: number): void {
  const until = performance.now() + forMs;
  while (performance.now() < until);
}
