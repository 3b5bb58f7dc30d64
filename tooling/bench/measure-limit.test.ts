import { expect, test } from "vitest";
import { measureLimit } from "./measure-limit.ts";
import { percentile } from "./percentile.ts";

test("a limit's value is the percentile of its runs, without the warm-up", async () => {
  const values = [1_000, 30, 10, 20];
  const measurement = await measureLimit({
    what: "a",
    unit: "microseconds",
    bound: 25,
    runs: 3,
    percentile: 0.99,
    subject: () => values.shift() ?? Number.NaN,
  });
  expect(measurement).toEqual({
    what: "a",
    unit: "microseconds",
    value: 30,
    bound: 25,
    holds: false,
  });
});

test.each([
  [0.5, 3],
  [0.99, 5],
  [0.2, 1],
  [0, 1],
])("the percentile %f of one to five is %i", (share, expected) => {
  expect(percentile([5, 3, 1, 4, 2], share)).toBe(expected);
});
