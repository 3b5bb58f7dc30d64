import { expect, test } from "vitest";
import { createLoopTurns } from "../../src/limits/loop-turns.js";

const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

test("a few works begin in each turn of the event loop, in the order in which they came", async () => {
  const turn = createLoopTurns(3);
  const begun: number[] = [];
  const works = Array.from({ length: 10 }, (_, work) => turn().then(() => begun.push(work)));
  const counts: number[] = [];
  while (begun.length < works.length) {
    counts.push(begun.length);
    await nextTurn();
  }
  for (const [at, count] of counts.entries()) {
    expect(count - (counts[at - 1] ?? 0)).toBeLessThanOrEqual(3);
  }
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test("works that come later have turns again", async () => {
  const turn = createLoopTurns(1);
  let begun = 0;
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([turn(), turn()]);
    begun += 2;
    await nextTurn();
  }
  expect(begun).toBe(10);
});
