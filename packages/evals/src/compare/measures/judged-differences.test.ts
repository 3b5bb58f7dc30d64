import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { createRandom } from "../../fixtures/create-random.js";
import type { MeasuredDifference } from "../version-comparison.js";
import { judgeRatios } from "./judge-ratios.js";
import { judgeShares } from "./judge-shares.js";
import type { PairedValue } from "./paired-values.js";

const runs = randomRuns({ usual: 150, long: 2_000 });
const alpha = 0.05;

type Random = () => number;
type Draw = (random: Random, effect: number) => PairedValue;

function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

interface Design {
  readonly title: string;
  readonly pairs: number;
  readonly draw: Draw;
  readonly judge: (values: readonly PairedValue[]) => MeasuredDifference;
}

const designs: readonly Design[] = [
  {
    title: "pass or fail",
    pairs: 300,
    draw: (random, effect) => ({
      a: Number(random() < 0.6),
      b: Number(random() < 0.6 + effect),
      cluster: null,
    }),
    judge: (values) => judgeShares(values, alpha),
  },
  {
    title: "grades of cases that differ in how hard they are",
    pairs: 200,
    draw: (random, effect) => {
      const hardness = random() * 0.4;
      const grade = (plus: number) =>
        Math.round(10 * Math.min(1, Math.max(0, 0.8 - hardness + plus + 0.4 * (random() - 0.5)))) /
        10;
      return { a: grade(0), b: grade(effect), cluster: null };
    },
    judge: (values) => judgeShares(values, alpha),
  },
  {
    title: "latencies",
    pairs: 400,
    draw: (random, effect) => ({
      a: 400 * Math.exp(0.5 * drawNormal(random)),
      b: 400 * Math.exp(0.5 * drawNormal(random)) * (1 + effect),
      cluster: null,
    }),
    judge: (values) => judgeRatios({ values, alpha, better: "lower" }),
  },
];

/** Of many comparisons: how many showed a difference, and the effect that they say would have been shown by four in five. */
function simulate({ pairs, draw, judge }: Design, effect: number) {
  const random = createRandom(20_261_130);
  let shown = 0;
  let smallest = 0;
  for (let run = 0; run < runs; run += 1) {
    const judged = judge(Array.from({ length: pairs }, () => draw(random, effect)));
    if (judged.verdict === "better" || judged.verdict === "worse") shown += 1;
    smallest += (judged.smallestEffect ?? Number.NaN) / runs;
  }
  return { shown: shown / runs, smallest };
}

describe("a comparison of versions that are alike shows a difference at most at alpha, and one of the printed size mostly", () => {
  test.each(designs)("$title", (design) => {
    const { shown, smallest } = simulate(design, 0);
    expect(shown).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
    const power = simulate(design, smallest).shown;
    if (isLong) console.log(design.title, { shown, smallest, power });
    const error = 3 * Math.sqrt((0.8 * 0.2) / runs);
    expect(power).toBeGreaterThan(0.75 - error);
    expect(power).toBeLessThan(0.9 + error);
  });
});

const share = fc.oneof(fc.constantFrom(0, 1), fc.double({ min: 0, max: 1, noNaN: true }));
const amount = fc.double({ min: 0.001, max: 1_000, noNaN: true });

function pairsOf(value: fc.Arbitrary<number>, most: number) {
  const cluster = fc.option(fc.constantFrom("one", "two", "three"), { freq: 2 });
  return fc.array(fc.record({ a: value, b: value, cluster }), { minLength: 1, maxLength: most });
}

function swap(values: readonly PairedValue[]): readonly PairedValue[] {
  return values.map(({ a, b, cluster }) => ({ a: b, b: a, cluster }));
}

function expectClose(found: number | null | undefined, wanted: number | null | undefined) {
  if (wanted === null || wanted === undefined) expect(found).toBe(wanted);
  else expect(found).toBeCloseTo(wanted, 6);
}

test("the order of the pairs changes nothing", () => {
  fc.assert(
    fc.property(pairsOf(share, 40), (values) => {
      const found = judgeShares(values, alpha);
      const turned = judgeShares(values.toReversed(), alpha);
      expect({ ...turned, difference: 0, interval: null, p: 0, smallestEffect: 0 }).toEqual({
        ...found,
        difference: 0,
        interval: null,
        p: 0,
        smallestEffect: 0,
      });
      expectClose(turned.difference, found.difference);
      expectClose(turned.interval?.lower, found.interval?.lower);
      expectClose(turned.p, found.p);
      expectClose(turned.smallestEffect, found.smallestEffect);
    }),
  );
});

const opposite = { better: "worse", worse: "better", longer: "shorter", shorter: "longer" };

function turnVerdict(verdict: string): string {
  return Object.entries(opposite).find(([word]) => word === verdict)?.[1] ?? verdict;
}

test("swapped versions turn the difference, its interval, its verdict, and who wins", () => {
  fc.assert(
    fc.property(pairsOf(share, 60), (values) => {
      const found = judgeShares(values, alpha);
      const swapped = judgeShares(swap(values), alpha);
      expectClose(swapped.difference, -(found.difference ?? Number.NaN));
      expectClose(swapped.interval?.lower, -(found.interval?.upper ?? Number.NaN));
      expect(swapped.verdict).toBe(turnVerdict(found.verdict));
      expect(swapped).toMatchObject({ wins: found.losses, losses: found.wins, ties: found.ties });
    }),
  );
  fc.assert(
    fc.property(pairsOf(amount, 200), (values) => {
      const found = judgeRatios({ values, alpha, better: null });
      const swapped = judgeRatios({ values: swap(values), alpha, better: null });
      expectClose(
        Math.log1p(swapped.difference ?? Number.NaN),
        -Math.log1p(found.difference ?? Number.NaN),
      );
      expect(swapped.verdict).toBe(turnVerdict(found.verdict));
      expect(swapped.wins).toBe(found.losses);
    }),
  );
});

test("an interval holds the difference that was seen, and a verdict is given where it leaves 0 out", () => {
  fc.assert(
    fc.property(pairsOf(share, 60), (values) => {
      const { difference, interval, verdict, p, units } = judgeShares(values, alpha);
      if (interval === null || difference === null) throw new Error("Shares have an interval.");
      expect(interval.lower).toBeLessThanOrEqual(difference + 1e-9);
      expect(interval.upper).toBeGreaterThanOrEqual(difference - 1e-9);
      fc.pre(Math.abs((p ?? 1) - alpha) > 1e-6);
      const isShown = verdict === "better" || verdict === "worse";
      expect(isShown).toBe(interval.lower > 0 || interval.upper < 0);
      if (units < 8) expect(verdict).toBe("too_few_pairs");
    }),
  );
});

test("nothing that was seen is no difference, and no value", () => {
  const nothing = { n: 0, units: 0, difference: null, interval: null, verdict: "too_few_pairs" };
  expect(judgeShares([], alpha)).toMatchObject(nothing);
  expect(judgeRatios({ values: [], alpha, better: null })).toMatchObject(nothing);
});
