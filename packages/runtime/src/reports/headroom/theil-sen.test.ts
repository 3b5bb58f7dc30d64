import fc from "fast-check";
import { expect, test } from "vitest";
import { fitLine } from "./theil-sen.js";

/** By the definition, loop by loop; medians by counting what lies below and above. */
function fitNaively(points: readonly { readonly x: number; readonly y: number }[]) {
  const slopes: number[] = [];
  for (let i = 0; i < points.length; i += 1) {
    for (let j = 0; j < points.length; j += 1) {
      const [one, other] = [points[i], points[j]];
      if (one === undefined || other === undefined || !(one.x < other.x)) continue;
      slopes.push((other.y - one.y) / (other.x - one.x));
    }
  }
  if (slopes.length === 0) return null;
  const slope = middle(slopes);
  return { slope, intercept: middle(points.map(({ x, y }) => y - slope * x)) };
}

function middle(values: readonly number[]): number {
  const half = values.length / 2;
  const low = values.filter((value) => values.filter((each) => each <= value).length >= half);
  const high = values.filter((value) => values.filter((each) => each >= value).length >= half);
  return (Math.min(...low) + Math.max(...high)) / 2;
}

const point = fc.record({
  x: fc.integer({ min: -28, max: 0 }),
  y: fc.double({ min: 0, max: 2, noNaN: true }),
});

test("agrees with the definition, whatever the order of the points", () => {
  fc.assert(
    fc.property(fc.array(point, { maxLength: 28 }), (points) => {
      const expected = fitNaively(points);
      for (const line of [fitLine(points), fitLine(points.toReversed())]) {
        if (expected === null || line === null) {
          expect(line).toBe(expected);
        } else {
          expect(line.slope).toBeCloseTo(expected.slope, 9);
          expect(line.intercept).toBeCloseTo(expected.intercept, 9);
        }
      }
    }),
  );
});

test("a quarter of the points may be anything", () => {
  const value = fc.double({ min: -50, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.array(value, { minLength: 7, maxLength: 7 }), fc.nat(27), (wild, first) => {
      // Binary fractions, so that each pair on the line has its slope exactly: more than half of all pairs.
      const points = Array.from({ length: 28 }, (_, x) => ({ x, y: 1 / 4 + x / 64 }));
      for (const [index, y] of wild.entries()) {
        const x = (first + index * 4) % 28;
        points[x] = { x, y };
      }
      expect(fitLine(points)).toEqual({ slope: 1 / 64, intercept: 1 / 4 });
    }),
  );
});
