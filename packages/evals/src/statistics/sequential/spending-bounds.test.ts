import { expect, test } from "vitest";
import { z } from "zod";
import { readGroundTruth } from "../../fixtures/read-ground-truth.js";
import { normalQuantile } from "../distributions/normal-distribution.js";
import { spendingBounds } from "./spending-bounds.js";

const five = [0.2, 0.4, 0.6, 0.8, 1];

// The bounds that R's ldbounds prints for a two-sided alpha of .05.
test.each([
  { shape: "obrien-fleming" as const, bounds: [4.8769, 3.3569, 2.6803, 2.2898, 2.031] },
  { shape: "pocock" as const, bounds: [2.438, 2.4268, 2.4101, 2.3966, 2.3859] },
])("five equal looks of the shape $shape have the published bounds", ({ shape, bounds }) => {
  const found = spendingBounds({ fractions: five, alpha: 0.025, shape });
  for (const [index, bound] of bounds.entries()) {
    expect(found[index]?.bound).toBeCloseTo(bound, 3);
  }
  expect(found.at(-1)?.spent).toBeCloseTo(0.025, 14);
});

test("the bounds spend what they say, by numpy's own grid", () => {
  const shape = z.enum(["obrien-fleming", "pocock"]);
  const numbers = z.array(z.number());
  const row = z.object({ fractions: numbers, alpha: z.number(), shape, bounds: numbers });
  for (const { bounds, ...settings } of readGroundTruth("alarms-ground-truth.jsonl")(
    "spending",
    row,
  )) {
    const found = spendingBounds(settings);
    for (const [index, bound] of bounds.entries()) {
      expect((found[index]?.bound ?? Number.NaN) - bound).toBeCloseTo(0, 7);
    }
  }
});

test("one look has the bound of a fixed test, and a first look at almost nothing has none", () => {
  const shape = "obrien-fleming";
  const one = spendingBounds({ fractions: [1], alpha: 0.05, shape });
  expect(one[0]?.bound).toBeCloseTo(-normalQuantile(0.05), 9);
  const early = spendingBounds({ fractions: [0.01, 1], alpha: 0.05, shape });
  expect(early[0]).toMatchObject({ spent: 0, bound: null, nominalP: null });
  expect(early[1]?.bound).toBeCloseTo(one[0]?.bound ?? 0, 9);
});

test("refuses looks that do not ascend", () => {
  expect(() => spendingBounds({ fractions: [0.5, 0.5], alpha: 0.05, shape: "pocock" })).toThrow(
    "spendingBounds needs fractions[1] to be a number above 0.5, not 0.5.",
  );
});
