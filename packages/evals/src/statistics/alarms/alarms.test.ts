import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { readGroundTruth, relativeError } from "../../fixtures/read-ground-truth.js";
import { seededRandom } from "../resampling/seeded-random.js";
import { bernoulliCusum, cusumStart, stepBernoulliCusum } from "./bernoulli-cusum.js";
import { cusumRunLength } from "./cusum-run-length.js";
import { eDetector, readEDetector, startEDetector, stepEDetector } from "./e-detector.js";
import { ewma, stepEwma } from "./ewma.js";
import { ewmaRunLength } from "./ewma-run-length.js";

const rows = readGroundTruth("alarms-ground-truth.jsonl");
const number = z.number();

describe("the Bernoulli CUSUM", () => {
  test("has the run length of a finite Markov chain where its steps are multiples of each other", () => {
    const row = z.tuple([number, number, number, number, number]);
    for (const [usual, changed, limit, rate, truth] of rows("cusum", row)) {
      const steps = bernoulliCusum({ usual, changed, limit });
      expect(relativeError(cusumRunLength({ ...steps, rate }), truth)).toBeLessThan(1e-9);
    }
  });

  test.each([
    { limit: 5, clean: 5_295, delay: 97 },
    { limit: 7, clean: 40_302, delay: 142 },
    { limit: 7.5, clean: 66_597, delay: 154 },
  ])("of .9 against .8 has $clean and $delay at h = $limit", ({ limit, clean, delay }) => {
    const found = bernoulliCusum({ usual: 0.9, changed: 0.8, limit });
    expect(found.falseAlarmEvery).toBeCloseTo(clean, -0.5);
    expect(found.detectedAfter).toBeCloseTo(delay, -0.3);
  });

  test("counts either way: a rate of failures that doubles is a rate of passes that falls", () => {
    const passes = bernoulliCusum({ usual: 0.9, changed: 0.8, limit: 4 });
    const failures = bernoulliCusum({ usual: 0.1, changed: 0.2, limit: 4 });
    expect(failures.falseAlarmEvery / passes.falseAlarmEvery).toBeCloseTo(1, 9);
    expect(failures.detectedAfter).toBeCloseTo(passes.detectedAfter, 9);
  });

  test("chooses the least limit that keeps the rate of false alarms", () => {
    const rate = fc.integer({ min: 1, max: 19 }).map((points) => points / 20);
    fc.assert(
      fc.property(rate, rate, fc.constantFrom(30, 1_000, 20_000), (usual, changed, every) => {
        fc.pre(usual !== changed);
        const found = bernoulliCusum({ usual, changed, falseAlarmEvery: every });
        expect(found.falseAlarmEvery).toBeGreaterThanOrEqual(every);
        const limit = found.limit - 0.001;
        const lower = limit > 0 ? bernoulliCusum({ usual, changed, limit }).falseAlarmEvery : 0;
        expect(lower).toBeLessThan(every);
        expect(found.detectedAfter).toBeLessThanOrEqual(found.falseAlarmEvery);
      }),
      { numRuns: randomRuns({ usual: 15, long: 300 }) },
    );
  });

  test("alarms when the run length says, in a simulation", () => {
    const runs = randomRuns({ usual: 400, long: 10_000 });
    const random = seededRandom(6);
    const design = bernoulliCusum({ usual: 0.9, changed: 0.8, limit: 3 });
    const simulate = (rate: number) => {
      let state = cusumStart;
      while (state.value < design.limit) state = stepBernoulliCusum(design, state, random() < rate);
      return state.seen;
    };
    for (const { rate, expected } of [
      { rate: 0.9, expected: design.falseAlarmEvery },
      { rate: 0.8, expected: design.detectedAfter },
    ]) {
      let total = 0;
      for (let run = 0; run < runs; run += 1) total += simulate(rate);
      if (isLong) console.log("CUSUM", { rate, expected, found: total / runs });
      // A run length varies about as much as it is long.
      expect(Math.abs(total / runs / expected - 1)).toBeLessThan(3.5 / Math.sqrt(runs));
    }
  });

  test("says where it last restarted, and asks for one of its two limits", () => {
    const design = bernoulliCusum({ usual: 0.9, changed: 0.5, limit: 3 });
    let state = cusumStart;
    for (const passed of [true, false, true, true, true, true, false, false]) {
      state = stepBernoulliCusum(design, state, passed);
    }
    expect(state).toMatchObject({ seen: 8, restartedAfter: 6 });
    expect(() => bernoulliCusum({ usual: 0.9, changed: 0.8 })).toThrow("Give one of the two");
    expect(() => bernoulliCusum({ usual: 0.9, changed: 0.9, limit: 3 })).toThrow("both are 0.9");
  });
});

describe("the EWMA chart", () => {
  const usual = { mean: 0.8, standardDeviation: 0.1 };

  test("at λ = .1 and L = 2.814 has 500 without change and 10.3 at one standard deviation", () => {
    const found = ewma({ ...usual, weight: 0.1, limit: 2.814 });
    expect(found.falseAlarmEvery).toBeCloseTo(500, -0.5);
    expect(found.detectedAfter).toBeCloseTo(10.3, 1);
    expect(found.upper - 0.8).toBeCloseTo(0.1 * 2.814 * Math.sqrt(0.1 / 1.9), 12);
  });

  test("has the run lengths of a Markov chain on a fine grid", () => {
    for (const [weight, limit, shift, truth] of rows(
      "ewma",
      z.tuple([number, number, number, number]),
    )) {
      expect(relativeError(ewmaRunLength({ weight, limit, shift }), truth)).toBeLessThan(1e-5);
    }
  });

  test("with a weight of 1 is Shewhart's chart, whose run length is geometric", () => {
    expect(ewmaRunLength({ weight: 1, limit: 3, shift: 0 })).toBeCloseTo(370.398_347, 4);
  });

  test("finds the limit for a rate of false alarms, and both shifts alike", () => {
    const found = ewma({ ...usual, weight: 0.2, falseAlarmEvery: 1_000, shift: -0.5 });
    const mirrored = ewma({ ...usual, weight: 0.2, limit: found.limit, shift: 0.5 });
    expect(found.falseAlarmEvery).toBeCloseTo(1_000, 1);
    expect(mirrored.detectedAfter).toBeCloseTo(found.detectedAfter, 6);
    expect(stepEwma(found, 0.8, 0.3)).toBeCloseTo(0.7, 12);
    expect(() => ewma({ ...usual, weight: 0.1 })).toThrow("Give one of the two");
  });
});

describe("the e-detector", () => {
  const bounds = { lower: -1, upper: 1 };

  function runUntilAlarm(draw: () => number, longest: number): number {
    const design = eDetector({ bounds, leastMean: -0.02, alpha: 0.01 });
    let state = startEDetector(design);
    while (state.seen < longest && !readEDetector(design, state).isShiryaevRobertsAlarm) {
      state = stepEDetector(design, state, draw());
    }
    return state.seen;
  }

  test("alarms without change at most as often as it says, also at the edge of the null", () => {
    const runs = randomRuns({ usual: 60, long: 2_000 });
    const random = seededRandom(17);
    let total = 0;
    // At the edge: −1 or 1 with a mean of −.02. Cut at 400, which only makes the mean smaller.
    for (let run = 0; run < runs; run += 1) {
      total += runUntilAlarm(() => (random() < 0.49 ? 1 : -1), 400);
    }
    if (isLong) console.log("e-detector", { mean: total / runs });
    expect(total / runs).toBeGreaterThan(100);
  });

  test("finds a fall, and the CUSUM says about where it began", () => {
    const random = seededRandom(2);
    const design = eDetector({ bounds, leastMean: -0.02, alpha: 1e-3 });
    let state = startEDetector(design);
    while (!readEDetector(design, state).isShiryaevRobertsAlarm) {
      const fell = state.seen >= 300;
      state = stepEDetector(design, state, random() < (fell ? 0.15 : 0.6) ? 1 : -1);
    }
    expect(state.seen).toBeGreaterThan(300);
    expect(state.seen).toBeLessThan(340);
    expect(Math.abs(readEDetector(design, state).restartedAfter - 300)).toBeLessThan(15);
  });

  test("the CUSUM never lies above Shiryaev and Roberts' value, and the state is a fold", () => {
    const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 60 });
    fc.assert(
      fc.property(values, (list) => {
        const design = eDetector({ bounds, leastMean: 0.1, alpha: 0.01 });
        const start = startEDetector(design);
        const state = list.reduce((at, value) => stepEDetector(design, at, value), start);
        const { cusum, shiryaevRoberts, restartedAfter } = readEDetector(design, state);
        expect(cusum).toBeLessThanOrEqual(shiryaevRoberts * (1 + 1e-12));
        expect(restartedAfter).toBeLessThanOrEqual(state.seen);
      }),
    );
  });

  test("stays finite for ever, and refuses what is out of bounds", () => {
    const design = eDetector({ bounds, leastMean: 0.5, alpha: 0.01, bets: 1 });
    let state = startEDetector(design);
    for (let step = 0; step < 1_000; step += 1) state = stepEDetector(design, state, -1);
    expect(Number.isFinite(readEDetector(design, state).shiryaevRoberts)).toBe(true);
    expect(() => stepEDetector(design, state, 1.5)).toThrow("observation");
    expect(() => eDetector({ bounds, leastMean: 1, alpha: 0.01 })).toThrow("leastMean");
  });
});
