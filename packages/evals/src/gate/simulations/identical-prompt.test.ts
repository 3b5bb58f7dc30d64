import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { type Design, simulateVerdicts } from "../../fixtures/simulate-verdicts.js";

// `npm run test:long` simulates the full count and prints what it found.
const runs = randomRuns({ usual: 100, long: 2_000 });

/** A score of 0 or 1 that is 1 with a chance. */
const chance = (random: () => number, share: number) => (random() < share ? 1 : 0);

const designs: readonly Design[] = [
  {
    title: "pass or fail, cases of equal hardness",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: (random) => chance(random, 0.9),
    lowered: (drop) => (random) => chance(random, 0.9 - drop),
  },
  {
    title: "pass or fail, a small dataset and few disagreements",
    cases: 60,
    margin: 0.05,
    alpha: 0.05,
    score: (random) => chance(random, 0.97),
    lowered: (drop) => (random) => chance(random, 0.97 - drop),
  },
  {
    title: "pass or fail, with a margin that every run shows",
    cases: 200,
    margin: 0.15,
    alpha: 0.1,
    score: (random) => chance(random, 0.8),
    lowered: (drop) => (random) => chance(random, 0.8 - drop),
  },
  {
    title: "pass or fail, where both always pass",
    cases: 60,
    margin: 0.05,
    alpha: 0.05,
    score: () => 1,
    lowered: (drop) => (random) => chance(random, 1 - drop),
  },
  {
    title: "grades that are always equal",
    cases: 60,
    margin: 0.05,
    alpha: 0.05,
    score: () => 0.9,
    lowered: (drop) => (random) => 0.9 * chance(random, 1 - drop / 0.9),
  },
  {
    title: "a skewed judge: mostly 1, sometimes far below",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: judgeSkewed,
    lowered: (drop) => (random) => judgeSkewed(random) - drop,
  },
  {
    title: "grades between 0 and 1 that depend on the case",
    cases: 80,
    margin: 0.05,
    alpha: 0.1,
    score: (random, hardness) => 0.2 + 0.6 * (1 - hardness) + (random() - 0.5) * 0.3,
    lowered: (drop) => (random, hardness) =>
      0.2 + 0.6 * (1 - hardness) + (random() - 0.5) * 0.3 - drop,
  },
  {
    title: "clusters that move together",
    cases: 100,
    clusterSize: 5,
    margin: 0.1,
    alpha: 0.05,
    score: (random, hardness, luck) => chance(random, 1 - hardness * 0.2 - luck * 0.3),
    lowered: (drop) => (random, hardness, luck) =>
      chance(random, 1 - hardness * 0.2 - luck * 0.3 - drop),
  },
  {
    title: "three answers a case",
    cases: 60,
    repeats: 3,
    margin: 0.05,
    alpha: 0.05,
    score: (random, hardness) => chance(random, 1 - hardness * 0.3),
    lowered: (drop) => (random, hardness) => chance(random, 1 - hardness * 0.3 - drop),
  },
  {
    title: "an eval that applies to two cases in three",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: (random, hardness) => chance(random, 1 - hardness * 0.2),
    applies: (hardness) => hardness < 2 / 3,
  },
];

function judgeSkewed(random: () => number): number {
  return random() < 0.92 ? 1 : ([0, 0.2, 0.4, 0.6][Math.floor(random() * 4)] ?? 0);
}

const errorOf = (share: number) => Math.sqrt(Math.max(0, share * (1 - share)) / runs);

describe("an identical prompt fails at most at alpha and passes with the printed power, and a drop of the printed size fails as printed", () => {
  test.each(designs)("$title", (design) => {
    const { alpha, lowered } = design;
    const found = simulateVerdicts(design, runs);
    expect(found.fail).toBeLessThanOrEqual(alpha + 3 * errorOf(alpha));
    expect(Math.abs(found.pass - found.power)).toBeLessThanOrEqual(0.03 + 3 * errorOf(found.power));
    if (isLong) console.log(design.title, found);
    if (lowered === undefined) return;
    const worse = simulateVerdicts(
      { ...design, candidateScore: lowered(found.smallestDrop) },
      runs,
    );
    if (isLong) console.log(design.title, "with the printed drop", worse);
    expect(worse.fail).toBeGreaterThanOrEqual(0.8 - 0.03 - 3 * errorOf(0.8));
  });
});

test("an identical prompt fails at most at alpha, however many slices and amounts share it", () => {
  const design: Design = {
    title: "four protected slices, cost and duration",
    cases: 120,
    margin: 0.1,
    alpha: 0.1,
    score: (random, hardness) => chance(random, 1 - hardness * 0.4),
    cost: (random) => 0.001 * (1 + random()),
    tags: (index) => [`slice ${index % 4}`],
    gate: {
      protectedSlices: ["slice 0", "slice 1", "slice 2", "slice 3"],
      maxCostIncrease: 0,
      maxDurationIncrease: 0,
    },
  };
  const found = simulateVerdicts(design, runs);
  if (isLong) console.log(design.title, found);
  expect(found.fail).toBeLessThanOrEqual(design.alpha + 3 * errorOf(design.alpha));
  // With the whole of alpha for each of the seven, several times as many would fail.
  expect(found.fail).toBeGreaterThan(0);
});
