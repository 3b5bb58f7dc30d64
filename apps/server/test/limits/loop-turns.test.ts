import { expect, onTestFinished, test } from "vitest";
import { createLoopTurns } from "../../src/limits/loop-turns.js";

/** Counts the turns of the event loop until the test ends. */
function countTurns() {
  let isOver = false;
  const counted = { turn: 0 };
  const count = () => {
    counted.turn += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  onTestFinished(() => {
    isOver = true;
  });
  return counted;
}

test("a few works begin in each turn of the event loop, in the order in which they came", async () => {
  const counted = countTurns();
  const wait = createLoopTurns({ least: 3, milliseconds: 0 });
  const begun: { readonly work: number; readonly turn: number }[] = [];
  const begin = (work: number) => wait().then(() => begun.push({ work, turn: counted.turn }));
  await Promise.all(Array.from({ length: 10 }, (_, work) => begin(work)));
  expect(begun.map(({ work }) => work)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const each = [...Map.groupBy(begun, ({ turn }) => turn).values()];
  expect(each.map(({ length }) => length)).toEqual([3, 3, 3, 1]);
});

test("works that come later have turns again", async () => {
  const counted = countTurns();
  const wait = createLoopTurns({ least: 1, milliseconds: 0 });
  for (let round = 0; round < 5; round += 1) {
    const { turn } = counted;
    await Promise.all([wait(), wait()]);
    expect(counted.turn).toBeGreaterThan(turn);
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test("a turn that is short takes all that come, and one that is long makes the rest wait", async () => {
  const counted = countTurns();
  const wait = createLoopTurns({ least: 1, milliseconds: 20 });
  await new Promise((resolve) => setImmediate(resolve));
  const { turn } = counted;
  for (let work = 0; work < 50; work += 1) await wait();
  expect(counted.turn).toBe(turn);
  const end = performance.now() + 25;
  while (performance.now() < end) void counted;
  const late = [wait(), wait()];
  await Promise.all(late);
  expect(counted.turn).toBeGreaterThan(turn);
});
