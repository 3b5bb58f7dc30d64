import { expect, test } from "vitest";
import { compareBinary } from "./compare/compare-binary.js";
import { decideVerdict } from "./decide-verdict.js";

const gate = { margin: 0.05, alpha: 0.05 };

/** An inconclusive verdict's first reason, for pairs of these differences. */
function explain(differences: readonly number[]): string | undefined {
  const pairs = {
    candidate: differences.map((difference) => Math.max(0, difference)),
    baseline: differences.map((difference) => Math.max(0, -difference)),
    differences,
    clusters: differences.map(() => null),
    isBinary: true,
    isClustered: false,
    lost: [],
    notApplicable: [],
    oneSided: [],
  };
  const { verdict, reasons } = decideVerdict(compareBinary(pairs, gate), gate);
  expect(verdict).toBe("inconclusive");
  return reasons[0];
}

test("prints the margin that would decide beside the number of cases, rounded up", () => {
  expect(explain(Array.from({ length: 12 }, () => 0))).toMatch(
    /With about 96 cases, four runs in five would decide it; this run had 12, and 12 are enough for a margin of 18\.4 points\.$/,
  );
});

test("leaves the margin out where none would do", () => {
  expect(explain([1, -1, 1, -1])).toMatch(/four runs in five would decide it; this run had 4\.$/);
});
