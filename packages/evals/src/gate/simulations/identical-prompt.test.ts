import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { type Design, simulateVerdicts } from "../../fixtures/simulate-verdicts.js";

// `npm run test:long` simulates the full count and prints what it found.
const runs = randomRuns({ usual: 400, long: 4_000 });

const designs: readonly Design[] = [
  {
    title: "pass or fail, cases of equal hardness",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: (random) => (random() < 0.9 ? 1 : 0),
  },
  {
    title: "pass or fail, a small dataset and few disagreements",
    cases: 60,
    margin: 0.05,
    alpha: 0.05,
    score: (random) => (random() < 0.97 ? 1 : 0),
  },
  {
    title: "skewed grades: mostly 1, sometimes far below",
    cases: 60,
    margin: 0.1,
    alpha: 0.05,
    score: (random) => (random() < 0.92 ? 1 : ([0, 0.2, 0.4, 0.6][Math.floor(random() * 4)] ?? 0)),
  },
  {
    title: "grades between 0 and 1 that depend on the case",
    cases: 80,
    margin: 0.05,
    alpha: 0.1,
    score: (random, hardness) => Math.min(1, Math.max(0, 1 - hardness + (random() - 0.5) * 0.4)),
  },
  {
    title: "clusters that move together",
    cases: 100,
    clusterSize: 5,
    margin: 0.1,
    alpha: 0.05,
    score: (random, hardness, luck) => (random() * 0.5 + luck * 0.5 > hardness * 0.4 ? 1 : 0),
  },
  {
    title: "three answers a case",
    cases: 60,
    repeats: 3,
    margin: 0.05,
    alpha: 0.05,
    score: (random, hardness) => (random() > hardness * 0.3 ? 1 : 0),
  },
  {
    title: "an eval that applies to two cases in three",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: (random, hardness) => (random() > hardness * 0.2 ? 1 : 0),
    applies: (hardness) => hardness < 2 / 3,
  },
];

describe("an identical prompt fails at most at alpha and passes with the printed power", () => {
  test.each(designs)("$title", (design) => {
    const { alpha } = design;
    const found = simulateVerdicts(design, runs);
    if (isLong) console.log(design.title, found);
    expect(found.fail).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
    const passError = Math.sqrt((found.power * (1 - found.power)) / runs);
    expect(Math.abs(found.pass - found.power)).toBeLessThanOrEqual(0.03 + 3 * passError);
  });
});
