import fc from "fast-check";
import { expect, test } from "vitest";
import { marginIfAlike, unitsIfAlike } from "./alike.js";
import type { Pairs } from "./collect-pairs.js";
import { compareBinary } from "./compare-binary.js";
import { compareGraded } from "./compare-graded.js";
import { type Comparison, toDistance } from "./comparison.js";

function pairsOf(differences: readonly number[], clusters?: readonly string[]): Pairs {
  return {
    candidate: differences.map((difference) => Math.max(0, difference)),
    baseline: differences.map((difference) => Math.max(0, -difference)),
    differences,
    clusters: clusters ?? differences.map(() => null),
    isBinary: true,
    isClustered: clusters !== undefined,
    lost: [],
    notApplicable: [],
    oneSided: [],
  };
}

const binary = fc
  .array(fc.constantFrom(-1, 0, 0, 0, 0, 1), { minLength: 2, maxLength: 200 })
  .map((differences) => pairsOf(differences));
const graded = fc
  .array(fc.integer({ min: -100, max: 100 }), { minLength: 2, maxLength: 100 })
  .map((points) => pairsOf(points.map((each) => each / 100)));
const clustered = fc
  .array(fc.record({ value: fc.constantFrom(-1, 0, 0, 0, 1), at: fc.nat(12) }), {
    minLength: 10,
    maxLength: 120,
  })
  .filter((rows) => new Set(rows.map(({ at }) => at)).size > 1)
  .map((rows) =>
    pairsOf(
      rows.map(({ value }) => value),
      rows.map(({ at }) => String(at)),
    ),
  );

type Compare = (pairs: Pairs, gate: { margin: number; alpha: number }) => Comparison;

test.each<[string, fc.Arbitrary<Pairs>, Compare]>([
  ["scores of 0 and 1", binary, compareBinary],
  ["graded scores", graded, compareGraded],
  ["cases in clusters", clustered, compareGraded],
])("is the smallest margin that needs no more cases than a run has: %s", (_what, some, compare) => {
  fc.assert(
    fc.property(some, fc.double({ min: 0.01, max: 0.4, noNaN: true }), (pairs, alpha) => {
      const compared = compare(pairs, { margin: 0.05, alpha });
      const { decidingMargin, n, units, difference, interval } = compared;
      if (decidingMargin >= 0.98) return;
      // Sample sizes are whole: what is a rounding error above one asks for one more, and a cluster is many cases.
      const rounding = Math.ceil(n / units);
      const at = (margin: number) => compare(pairs, { margin, alpha }).casesNeeded;
      expect(at(decidingMargin + 1e-9)).toBeLessThanOrEqual(n + rounding);
      const smaller = decidingMargin * 0.9;
      const isHarm = toDistance(difference, smaller) > smaller + Math.min(0, difference);
      // Few units that agree: there the interval itself is the obstacle.
      const isOpen = decidingMargin === -interval.lower;
      if (!isHarm && !isOpen && smaller > 0) expect(at(smaller)).toBeGreaterThan(n - rounding);
    }),
    { numRuns: 300 },
  );
});

test("two versions that score alike pass with exactly so many cases, and not with one less", () => {
  const gates = fc.record({
    margin: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
    alpha: fc.double({ min: 0.01, max: 0.3, noNaN: true }),
  });
  fc.assert(
    fc.property(gates, fc.boolean(), (gate, isClustered) => {
      const least = unitsIfAlike(gate, isClustered);
      const compareAlike = (units: number) => {
        const size = isClustered ? 2 * units : units;
        const clusters = Array.from({ length: size }, (_, at) => String(Math.floor(at / 2)));
        const differences = Array.from({ length: size }, () => 0);
        return isClustered
          ? compareGraded(pairsOf(differences, clusters), gate)
          : compareBinary(pairsOf(differences), gate);
      };
      const shown = (units: number) => -compareAlike(units).interval.lower;
      expect(shown(least + 1)).toBeLessThan(gate.margin);
      // Fewer clusters than five carry no verdict at all.
      if (least > (isClustered ? 5 : 3)) {
        expect(shown(least - 1)).toBeGreaterThan(gate.margin - 1e-9);
      }
      const best = marginIfAlike({ units: least, isClustered }, gate.alpha);
      expect(shown(least)).toBeCloseTo(best, 9);
    }),
    { numRuns: 200 },
  );
});
