import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { detectableShift, noncentralTUpper } from "../distributions/noncentral-t.js";
import { studentTCdf } from "../distributions/student-t.js";
import { dropPower, smallestShownDrop } from "./mcnemar-power.js";

describe("the noncentral t", () => {
  test("without a shift is Student's", () => {
    const args = fc.tuple(
      fc.double({ min: -6, max: 6, noNaN: true }),
      fc.integer({ min: 1, max: 300 }),
    );
    fc.assert(
      fc.property(args, ([t, degrees]) => {
        expect(noncentralTUpper(t, degrees, 0)).toBeCloseTo(1 - studentTCdf(t, degrees), 8);
      }),
    );
  });

  test("finds the shift that has the power", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 4, max: 500 }),
        fc.double({ min: 0.01, max: 0.2, noNaN: true }),
        (degrees, alpha) => {
          const shift = detectableShift({ degrees, alpha, power: 0.8 });
          const weaker = detectableShift({ degrees, alpha, power: 0.7 });
          expect(shift).toBeGreaterThan(weaker);
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("the smallest drop that McNemar's exact test shows", () => {
  test("is shown with the power that it is stated for, and a smaller one less often", () => {
    const settings = fc.record({
      n: fc.integer({ min: 20, max: 300 }),
      discordance: fc.double({ min: 0.001, max: 0.4, noNaN: true }),
      alpha: fc.double({ min: 0.01, max: 0.2, noNaN: true }),
    });
    fc.assert(
      fc.property(settings, (given) => {
        const drop = smallestShownDrop(given, 0.8);
        fc.pre(drop < 1 - given.discordance - 1e-3);
        expect(dropPower(given, drop)).toBeCloseTo(0.8, 2);
        expect(dropPower(given, drop * 0.8)).toBeLessThan(0.8);
      }),
      { numRuns: 40 },
    );
  });

  test("is counted with the disagreement that the drop itself adds", () => {
    // By hand: of 5 pairs without other disagreement, all 5 must be lost for p = 1/32: drop⁵ = 0.8.
    const tiny = { n: 5, discordance: 0, alpha: 0.05 };
    expect(smallestShownDrop(tiny, 0.8)).toBeCloseTo(0.8 ** (1 / 5), 4);
    expect(smallestShownDrop({ ...tiny, n: 4 }, 0.8)).toBe(1);
  });

  test("beyond 2,000 pairs goes on where the enumeration ends", () => {
    const exact = smallestShownDrop({ n: 2_000, discordance: 0.18, alpha: 0.05 }, 0.8);
    const normal = smallestShownDrop({ n: 2_001, discordance: 0.18, alpha: 0.05 }, 0.8);
    expect(Math.abs(exact - normal)).toBeLessThan(0.001);
  });
});
