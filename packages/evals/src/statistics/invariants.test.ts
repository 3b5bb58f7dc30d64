import fc from "fast-check";
import { expect, test } from "vitest";
import { normalQuantile } from "./distributions/normal-distribution.js";
import { studentTCdf, studentTQuantile } from "./distributions/student-t.js";
import { clusteredError } from "./means/clustered-error.js";
import { estimateMean } from "./means/mean-estimate.js";
import { standardError } from "./means/standard-error.js";
import { passRateInterval, wilsonInterval } from "./means/wilson-interval.js";
import { tangoInterval, tangoStatistic } from "./paired/tango.js";

const score = fc.integer({ min: 0, max: 100 }).map((points) => points / 100);
const scores = fc.array(score, { minLength: 2, maxLength: 60 });
const clusteredScores = fc.array(
  fc.record({ value: score, cluster: fc.constantFrom("a", "b", "c", "d", "e", "f") }),
  { minLength: 2, maxLength: 60 },
);
const pairs = fc
  .record({ gained: fc.nat(40), lost: fc.nat(40), tied: fc.nat(100) })
  .map(({ gained, lost, tied }) => ({ n: gained + lost + tied, gained, lost }))
  .filter(({ n }) => n > 0);

test("a cluster of one each gives the CLT's error", () => {
  fc.assert(
    fc.property(scores, (values) => {
      const alone = values.map((_, index) => String(index));
      const truth = standardError(values);
      expect(clusteredError(values, alone).standardError).toBeCloseTo(truth, 12);
      expect(
        clusteredError(
          values,
          values.map(() => null),
        ).standardError,
      ).toBeCloseTo(truth, 12);
    }),
  );
});

test("doubling each case inside its cluster leaves the clustered error as it is", () => {
  fc.assert(
    fc.property(clusteredScores, (rows) => {
      fc.pre(new Set(rows.map((row) => row.cluster)).size > 1);
      const error = (list: typeof rows) =>
        clusteredError(
          list.map((row) => row.value),
          list.map((row) => row.cluster),
        ).standardError;
      expect(error([...rows, ...rows])).toBeCloseTo(error(rows), 12);
    }),
  );
});

test("a few values that differ never make an interval narrower than none would", () => {
  const few = fc.record({
    equal: fc.integer({ min: 20, max: 80 }),
    moved: fc.array(score, { maxLength: 9 }),
  });
  fc.assert(
    fc.property(few, ({ equal, moved }) => {
      const settings = { alpha: 0.05, bounds: { lower: -1, upper: 1 } };
      const estimate = (values: readonly number[]) =>
        estimateMean({ ...settings, values, clusters: values.map(() => null) });
      const ties = Array.from({ length: equal + moved.length }, () => 0);
      const seen = estimate([...ties.slice(moved.length), ...moved.map((drop) => -drop)]);
      expect(seen.interval.lower).toBeLessThanOrEqual(estimate(ties).interval.lower + 1e-12);
    }),
  );
});

test("an estimate does not depend on the order of its values", () => {
  fc.assert(
    fc.property(clusteredScores, (rows) => {
      const estimate = (list: typeof rows) =>
        estimateMean({
          values: list.map((row) => row.value),
          clusters: list.map((row) => row.cluster),
          alpha: 0.05,
          bounds: { lower: 0, upper: 1 },
        }).interval;
      const [one, other] = [estimate(rows), estimate(rows.toReversed())];
      expect(other.lower).toBeCloseTo(one.lower, 9);
      expect(other.upper).toBeCloseTo(one.upper, 9);
    }),
  );
});

test("swapping the sides mirrors Tango's interval", () => {
  fc.assert(
    fc.property(pairs, ({ n, gained, lost }) => {
      const one = tangoInterval({ n, gained, lost }, 1.645);
      const other = tangoInterval({ n, gained: lost, lost: gained }, 1.645);
      expect(one.lower).toBeCloseTo(-other.upper, 9);
      expect(one.upper).toBeCloseTo(-other.lower, 9);
    }),
  );
});

test("Tango's interval excludes a difference exactly where its test refuses it", () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: -95, max: 95 }), (tally, points) => {
      const difference = points / 100;
      const z = normalQuantile(0.95);
      const { lower, upper } = tangoInterval(tally, z);
      const statistic = tangoStatistic(tally, difference);
      fc.pre(Math.abs(Math.abs(statistic) - z) > 1e-6);
      expect(difference > lower && difference < upper).toBe(Math.abs(statistic) < z);
    }),
  );
});

test("a pass rate without clusters has Wilson's interval, and clusters never narrow it", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 2, maxLength: 50 }), (passes) => {
      const share = passes.filter(Boolean).length / passes.length;
      const plain = wilsonInterval({ share, n: passes.length, confidence: 0.95 });
      const alone = passRateInterval(
        passes,
        passes.map(() => null),
        0.95,
      );
      const halves = passRateInterval(
        passes,
        passes.map((_, index) => `${index >> 1}`),
        0.95,
      );
      expect(alone.lower).toBeCloseTo(plain.lower, 9);
      expect(alone.upper).toBeCloseTo(plain.upper, 9);
      expect(halves.lower).toBeLessThanOrEqual(plain.lower + 1e-9);
      expect(halves.upper).toBeGreaterThanOrEqual(plain.upper - 1e-9);
    }),
  );
});

test("a t quantile is the inverse of its distribution", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0.0001, max: 0.9999, noNaN: true }),
      fc.integer({ min: 1, max: 3_000 }),
      (p, degrees) => {
        expect(studentTCdf(studentTQuantile(p, degrees), degrees)).toBeCloseTo(p, 11);
      },
    ),
  );
});
