import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wilsonInterval } from "../means/wilson-interval.js";
import { mcnemar } from "../paired/mcnemar.js";
import { asymptoticMeanSequence } from "./asymptotic-sequence.js";
import { betaBinomialSequence } from "./beta-binomial-sequence.js";
import { countValues, logBettingCapital } from "./betting-capital.js";
import { bettingSequence } from "./betting-sequence.js";
import { pairedDifferenceP, pairedDifferenceSequence } from "./paired-difference-sequence.js";
import { runningMcnemar, sequentialMcnemar } from "./sequential-mcnemar.js";

const sign = fc.constantFrom(-1, 0, 0, 1);
const signs = fc.array(sign, { minLength: 1, maxLength: 120 });
const grades = fc.array(fc.oneof(sign, fc.double({ min: -1, max: 1, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const alpha = fc.constantFrom(0.01, 0.05, 0.2);
const counts = fc.tuple(fc.nat(400), fc.nat(400)).filter(([passed, failed]) => passed + failed > 0);

function count(differences: readonly number[]) {
  return {
    gained: differences.filter((difference) => difference > 0).length,
    lost: differences.filter((difference) => difference < 0).length,
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe("test and interval are one", () => {
  test("of pass or fail results the capital against no difference is McNemar's e", () => {
    fc.assert(
      fc.property(signs, (differences) => {
        const values = countValues(differences.map((difference) => (difference + 1) / 2));
        const { logE } = sequentialMcnemar(count(differences));
        expect(logBettingCapital(values, 0.5)).toBeCloseTo(logE, 9);
      }),
    );
  });

  test("0 lies outside of the interval exactly where McNemar's sequential p is at most alpha", () => {
    fc.assert(
      fc.property(signs, alpha, (differences, level) => {
        const { lower, upper } = pairedDifferenceSequence({ differences, alpha: level });
        const { p } = sequentialMcnemar(count(differences));
        fc.pre(Math.abs(p - level) > 1e-6);
        expect(lower > 0 || upper < 0).toBe(p <= level);
      }),
    );
  });

  test("the same holds of graded results and their own p", () => {
    fc.assert(
      fc.property(grades, alpha, (differences, level) => {
        const { lower, upper } = pairedDifferenceSequence({ differences, alpha: level });
        const p = pairedDifferenceP(differences);
        fc.pre(Math.abs(p - level) > 1e-6);
        expect(lower > 0 || upper < 0).toBe(p <= level);
      }),
    );
  });

  test("one half lies outside of the sequence for the share that is gained exactly then, too", () => {
    fc.assert(
      fc.property(counts, alpha, ([gained, lost], level) => {
        const held = { passed: gained, n: gained + lost, alpha: level };
        const { lower, upper } = betaBinomialSequence(held);
        const { p } = sequentialMcnemar({ gained, lost });
        fc.pre(Math.abs(p - level) > 1e-6);
        expect(lower > 0.5 || upper < 0.5).toBe(p <= level);
      }),
    );
  });
});

describe("an interval", () => {
  test("holds the mean that was seen, and lies in its range", () => {
    fc.assert(
      fc.property(grades, alpha, (differences, level) => {
        const { lower, upper } = pairedDifferenceSequence({ differences, alpha: level });
        const centre = meanOf(differences);
        expect(lower).toBeGreaterThanOrEqual(-1);
        expect(upper).toBeLessThanOrEqual(1);
        expect(lower).toBeLessThanOrEqual(centre + 1e-9);
        expect(upper).toBeGreaterThanOrEqual(centre - 1e-9);
      }),
    );
  });

  test("is the same for every order of the pairs", () => {
    fc.assert(
      fc.property(grades, (differences) => {
        const found = pairedDifferenceSequence({ differences, alpha: 0.05 });
        const turned = pairedDifferenceSequence({
          differences: differences.toReversed(),
          alpha: 0.05,
        });
        expect(turned.lower).toBeCloseTo(found.lower, 8);
        expect(turned.upper).toBeCloseTo(found.upper, 8);
      }),
    );
  });

  test("changes its sign where the versions are swapped, and the p stays", () => {
    fc.assert(
      fc.property(grades, (differences) => {
        const swapped = differences.map((difference) => -difference);
        const found = pairedDifferenceSequence({ differences, alpha: 0.05 });
        const other = pairedDifferenceSequence({ differences: swapped, alpha: 0.05 });
        expect(other.lower).toBeCloseTo(-found.upper, 8);
        expect(other.upper).toBeCloseTo(-found.lower, 8);
        expect(pairedDifferenceP(swapped)).toBeCloseTo(pairedDifferenceP(differences), 9);
        expect(runningMcnemar(swapped).p).toBe(runningMcnemar(differences).p);
      }),
    );
  });

  test("narrows as alpha grows", () => {
    fc.assert(
      fc.property(grades, (differences) => {
        const wide = pairedDifferenceSequence({ differences, alpha: 0.01 });
        const narrow = pairedDifferenceSequence({ differences, alpha: 0.2 });
        expect(narrow.lower).toBeGreaterThanOrEqual(wide.lower - 1e-9);
        expect(narrow.upper).toBeLessThanOrEqual(wide.upper + 1e-9);
      }),
    );
  });

  test("is wider than the one for a single look: a beta-binomial one holds Wilson's", () => {
    fc.assert(
      fc.property(counts, ([passed, failed]) => {
        const n = passed + failed;
        const anytime = betaBinomialSequence({ passed, n, alpha: 0.05 });
        const once = wilsonInterval({ share: passed / n, n, confidence: 0.95 });
        expect(anytime.lower).toBeLessThanOrEqual(once.lower + 1e-9);
        expect(anytime.upper).toBeGreaterThanOrEqual(once.upper - 1e-9);
        expect(sequentialMcnemar({ gained: passed, lost: failed }).p).toBeGreaterThan(
          mcnemar({ gained: passed, lost: failed }).midP - 1e-9,
        );
      }),
    );
  });
});

test("where the ties of a sequence stand does not change the running p, which never grows", () => {
  fc.assert(
    fc.property(signs, (differences) => {
      const moved = differences.filter((difference) => difference !== 0);
      const ties = differences.filter((difference) => difference === 0);
      const { p } = runningMcnemar(differences);
      expect(runningMcnemar([...ties, ...moved]).p).toBe(p);
      expect(runningMcnemar(differences.slice(0, -1)).p).toBeGreaterThanOrEqual(p);
      expect(p).toBeLessThanOrEqual(sequentialMcnemar(count(differences)).p + 1e-12);
    }),
  );
});

test("a hundred thousand pairs are no harder: the capital agrees with McNemar's closed form", () => {
  for (const [gained, lost] of [
    [50_000, 50_000],
    [52_000, 48_000],
    [70_000, 30_000],
  ] as const) {
    const values = [
      { value: 1, count: gained },
      { value: 0, count: lost },
      { value: 0.5, count: 100_000 },
    ];
    const { logE } = sequentialMcnemar({ gained, lost });
    expect(logBettingCapital(values, 0.5) - logE).toBeCloseTo(0, 6);
  }
});

test("nothing that was seen leaves everything open", () => {
  expect(bettingSequence({ values: [], alpha: 0.05 })).toEqual({ lower: 0, upper: 1 });
  expect(pairedDifferenceSequence({ differences: [], alpha: 0.05 })).toEqual({
    lower: -1,
    upper: 1,
  });
  expect(betaBinomialSequence({ passed: 0, n: 0, alpha: 0.05 })).toEqual({ lower: 0, upper: 1 });
  expect(sequentialMcnemar({ gained: 0, lost: 0 }).p).toBe(1);
  expect(runningMcnemar([]).p).toBe(1);
});

test("what is no share is refused with its name", () => {
  expect(() => bettingSequence({ values: [0.2, 1.1], alpha: 0.05 })).toThrow(/not 1\.1\./);
  expect(() => pairedDifferenceSequence({ differences: [Number.NaN], alpha: 0.05 })).toThrow(/NaN/);
  expect(() => bettingSequence({ values: [0.2], alpha: 0 })).toThrow(/alpha/);
  expect(() => asymptoticMeanSequence({ values: [1], alpha: 0.05 })).toThrow(/two values/);
});
