import { expect, test } from "vitest";
import { measureRatio } from "./measure-ratio.ts";

/** A timer that reports these times, and its warm-up run before them. */
function createScriptedTimer(times: readonly number[]) {
  const left = [Number.NaN, ...times];
  return () => left.shift() ?? Number.NaN;
}

test("the ratio is the median of the runs' ratios, without the warm-up", async () => {
  const ratio = await measureRatio({
    what: "a against b",
    bound: 2,
    runs: 3,
    subject: createScriptedTimer([10, 400, 30]),
    floor: createScriptedTimer([10, 100, 20]),
  });
  expect(ratio).toEqual({
    what: "a against b",
    value: 1.5,
    bound: 2,
    holds: true,
    subjectMicroseconds: 30,
    floorMicroseconds: 20,
  });
});

test.each([
  [1, false],
  [1.5, true],
  [null, true],
])("a ratio of 1.5 under the bound %s holds: %s", async (bound, holds) => {
  const ratio = await measureRatio({
    what: "a against b",
    bound,
    runs: 1,
    subject: createScriptedTimer([3]),
    floor: createScriptedTimer([2]),
  });
  expect(ratio.holds).toBe(holds);
});
