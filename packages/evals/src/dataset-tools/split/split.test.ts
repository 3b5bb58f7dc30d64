import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { findBalancedSeed, splitCases } from "./split-cases.js";

const someCase = fc.record({
  cluster: fc.option(fc.constantFrom("k", "l", "m")),
  tags: fc.subarray(["x", "y", "z"]),
});
const someCases = fc
  .array(someCase, { maxLength: 40 })
  .map((list) => list.map((each, at) => ({ id: `case-${at}`, ...each })));
const someParts = fc
  .array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 4 })
  .map((weights) => weights.map((weight, at) => ({ name: `part-${at}`, weight })));

test("each case is in one part, no cluster is divided, and cases that come move none", () => {
  fc.assert(
    fc.property(someCases, someParts, fc.nat(1_000), fc.nat(40), (cases, parts, seed, first) => {
      const { partOf, parts: counted } = splitCases(cases, parts, seed);
      expect(counted.reduce((sum, each) => sum + each.cases, 0)).toBe(cases.length);
      expect([...partOf.keys()]).toEqual(cases.map(({ id }) => id));
      const byCluster = new Map<string, string | undefined>();
      for (const { id, cluster } of cases) {
        if (cluster === null) continue;
        const part = byCluster.get(cluster) ?? partOf.get(id);
        expect(partOf.get(id)).toBe(part);
        byCluster.set(cluster, part);
      }
      const before = splitCases(cases.slice(0, first), parts, seed).partOf;
      for (const [id, part] of before) expect(partOf.get(id)).toBe(part);
    }),
    { numRuns: randomRuns({ usual: 100, long: 5_000 }) },
  );
});

const many = Array.from({ length: 2_000 }, (_, at) => ({
  id: `case-${at}`,
  cluster: null,
  tags: at % 50 === 0 ? ["rare"] : ["usual"],
}));
const parts = [
  { name: "train", weight: 80 },
  { name: "test", weight: 20 },
];

test("the shares are met in the long run", () => {
  const { parts: counted } = splitCases(many, parts, 1);
  // Four standard errors of a share of 2,000.
  expect(counted[1]?.cases).toBeGreaterThan(400 - 72);
  expect(counted[1]?.cases).toBeLessThan(400 + 72);
});

test("without a seed the one is taken that balances the tags", () => {
  const few = many.filter((_, at) => at < 250);
  const seed = findBalancedSeed(few, parts);
  const balanced = splitCases(few, parts, seed);
  // Five rare cases: one of them.
  expect(balanced.parts[1]?.tags.get("rare")).toBe(1);
  expect(balanced.imbalance).toBeLessThanOrEqual(splitCases(few, parts, 1).imbalance);
});
