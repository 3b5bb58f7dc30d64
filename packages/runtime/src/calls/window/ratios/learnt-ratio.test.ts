import fc from "fast-check";
import { expect, test } from "vitest";
import { findBoundRank, learnRatio, leastRatios, mostRatios } from "./learnt-ratio.js";
import { RatioTable } from "./ratio-table.js";

const ratio = fc.double({ min: 0.5, max: 10, noNaN: true });

test("the bound is the order statistic of the ratios, the median their middle", () => {
  fc.assert(
    fc.property(fc.array(ratio, { minLength: 99, maxLength: 600 }), (ratios) => {
      const sorted = [...ratios].sort((left, right) => left - right);
      const rank = Math.ceil(Number((0.99 * (ratios.length + 1)).toFixed(6)));
      const bound = sorted[rank - 1] ?? Number.NaN;
      const learnt = learnRatio(ratios);
      expect(learnt).toMatchObject({ calls: ratios.length, bound });
      const below = ratios.filter((each) => each <= (learnt?.median ?? 0)).length;
      const above = ratios.filter((each) => each >= (learnt?.median ?? 0)).length;
      expect(Math.min(below, above)).toBeGreaterThanOrEqual(Math.floor(ratios.length / 2));
    }),
    { numRuns: 50 },
  );
});

test("the rank is beyond the ratios until there are enough for a bound", () => {
  expect(learnRatio([1, 2, 3])).toBeNull();
  expect(findBoundRank(98)).toBeGreaterThan(98);
  expect(findBoundRank(leastRatios)).toBe(leastRatios);
  expect(findBoundRank(mostRatios)).toBe(496);
});

test("a table keeps the last ratios of each key, as if all were kept and cut", () => {
  const entry = fc.tuple(fc.constantFrom("a", "b"), ratio, fc.boolean());
  fc.assert(
    fc.property(fc.array(entry, { minLength: 150, maxLength: 1_200 }), (entries) => {
      const table = new RatioTable();
      const kept = new Map<string, number[]>();
      for (const [key, each, isOlder] of entries) {
        const all = kept.get(key) ?? [];
        kept.set(key, (isOlder ? [each, ...all] : [...all, each]).slice(-mostRatios));
        const learnt = isOlder ? table.addOlder(key, [each]) : table.add(key, each);
        expect(learnt).toEqual(learnRatio(kept.get(key) ?? []));
      }
    }),
    { numRuns: 3 },
  );
});

test("of many kinds of input the one that was seen longest ago is forgotten", () => {
  const table = new RatioTable();
  const fill = (key: string) => {
    for (let call = 0; call < 99; call += 1) table.add(key, 1);
    return table.add(key, 1);
  };
  expect(fill("first")?.calls).toBe(100);
  for (let key = 0; key < 256; key += 1) table.add(String(key), 1);
  expect(table.add("first", 1)).toBeNull();
});
