import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { type Design, simulateVerdicts } from "../../fixtures/simulate-verdicts.js";

// `npm run test:long` simulates the full count and prints what it found.
const runs = randomRuns({ usual: 200, long: 4_000 });

const designs: readonly Design[] = [
  {
    title: "passes ten points less often",
    cases: 100,
    margin: 0.1,
    alpha: 0.05,
    score: (random) => (random() < 0.9 ? 1 : 0),
    candidateScore: (random) => (random() < 0.8 ? 1 : 0),
  },
  {
    title: "loses a whole point on one case in ten, and nothing on the others",
    cases: 60,
    margin: 0.09,
    alpha: 0.05,
    score: () => 0.9,
    candidateScore: (random) => (random() < 0.1 ? 0 : 0.9),
  },
  {
    title: "loses a whole point on one case in twenty of 200",
    cases: 200,
    margin: 0.045,
    alpha: 0.05,
    score: () => 0.9,
    candidateScore: (random) => (random() < 0.05 ? 0 : 0.9),
  },
  {
    title: "scores five points lower everywhere, with noise",
    cases: 100,
    margin: 0.05,
    alpha: 0.05,
    score: (random, hardness) => 0.5 + hardness * 0.2 + random() * 0.2,
    candidateScore: (random, hardness) => 0.45 + hardness * 0.2 + random() * 0.2,
  },
  {
    title: "scores five points lower in clusters that move together",
    cases: 120,
    clusterSize: 10,
    margin: 0.05,
    alpha: 0.05,
    score: (random, _hardness, luck) => 0.5 + luck * 0.2 + random() * 0.2,
    candidateScore: (random, _hardness, luck) => 0.45 + luck * 0.2 + random() * 0.2,
  },
];

// Tango's and the t interval hold their level only asymptotically; 10,000 runs of each design took at most half a point.
const allowance = 0.01;

describe("a prompt that is worse by the whole margin passes at most at alpha", () => {
  test.each(designs)("$title", (design) => {
    const found = simulateVerdicts(design, runs);
    if (isLong) console.log(design.title, found);
    const error = Math.sqrt((design.alpha * (1 - design.alpha)) / runs);
    expect(found.pass).toBeLessThanOrEqual(design.alpha + allowance + 3 * error);
  });
});
