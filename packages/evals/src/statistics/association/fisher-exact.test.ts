import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readGroundTruth, relativeError } from "../../fixtures/read-ground-truth.js";
import { fisherExact } from "./fisher-exact.js";

const rows = readGroundTruth("association-ground-truth.jsonl");
const number = z.number();

test("agrees with scipy on Fisher's exact test, on either side and on both", () => {
  const row = z.tuple([number, number, number, number, number, number, number]);
  const found = rows("fisher_exact", row);
  expect(found.length).toBeGreaterThan(40);
  for (const [both, onlyFirst, onlySecond, neither, less, greater, twoSided] of found) {
    const result = fisherExact({ both, onlyFirst, onlySecond, neither });
    const label = [both, onlyFirst, onlySecond, neither].join(" ");
    expect(relativeError(result.less, less), `less ${label}`).toBeLessThan(1e-9);
    expect(relativeError(result.greater, greater), `greater ${label}`).toBeLessThan(1e-9);
    expect(relativeError(result.twoSided, twoSided), `two-sided ${label}`).toBeLessThan(1e-9);
  }
});

const count = fc.nat({ max: 40 });
const table = fc.record({ both: count, onlyFirst: count, onlySecond: count, neither: count });

describe("whatever the counts are", () => {
  test("the order of the two events does not matter, and turning one round turns the sides", () => {
    fc.assert(
      fc.property(table, (each) => {
        const found = fisherExact(each);
        const swapped = { ...each, onlyFirst: each.onlySecond, onlySecond: each.onlyFirst };
        expect(fisherExact(swapped).less).toBeCloseTo(found.less, 10);
        const turned = {
          both: each.onlySecond,
          onlySecond: each.both,
          onlyFirst: each.neither,
          neither: each.onlyFirst,
        };
        expect(fisherExact(turned).greater).toBeCloseTo(found.less, 10);
        expect(found.less + found.greater).toBeGreaterThanOrEqual(1 - 1e-9);
      }),
    );
  });

  test("what always or never came shows nothing", () => {
    fc.assert(
      fc.property(count, count, (left, right) => {
        const found = fisherExact({ both: left, onlyFirst: right, onlySecond: 0, neither: 0 });
        expect(found.less).toBeCloseTo(1, 10);
        expect(found.twoSided).toBeCloseTo(1, 10);
      }),
    );
  });
});

test("a count that is none is refused by its name", () => {
  expect(() => fisherExact({ both: 1, onlyFirst: 0.5, onlySecond: 0, neither: 0 })).toThrow(
    /fisherExact needs onlyFirst to be a whole number/,
  );
});
