import fc from "fast-check";
import { expect, test } from "vitest";
import { bisect } from "./bisect.js";
import { findRoot } from "./find-root.js";

const tolerance = 1e-10;

test("finds the same root as halving does, of steep and of flat curves, from both ends", () => {
  const root = fc.double({ min: 0.001, max: 0.999, noNaN: true });
  const power = fc.constantFrom(1, 3, 5);
  const scale = fc.constantFrom(1e-6, 1, 1e6);
  fc.assert(
    fc.property(root, power, scale, fc.boolean(), (where, degree, height, isTurned) => {
      const at = (x: number) => height * ((x - where) ** degree + 0.3 * (x - where));
      const [from, to] = isTurned ? [1, 0] : [0, 1];
      const found = findRoot({ from, to, at, tolerance });
      const halved = bisect({ from: 0, to: 1, isBelow: (x) => at(x) < 0 });
      expect(Math.abs(found - halved)).toBeLessThanOrEqual(2 * tolerance);
    }),
  );
});

test("takes a third of the calls that halving takes", () => {
  let calls = 0;
  const at = (x: number) => {
    calls += 1;
    return -50 * Math.log(x) - 30;
  };
  expect(findRoot({ from: 1e-9, to: 1, at, tolerance })).toBeCloseTo(Math.exp(-0.6), 9);
  expect(calls).toBeLessThanOrEqual(15);
});

test("gives the nearer end where nothing crosses", () => {
  expect(findRoot({ from: 0, to: 1, at: (x) => x + 1, tolerance })).toBe(0);
  expect(findRoot({ from: 0, to: 1, at: (x) => x - 2, tolerance })).toBe(1);
});
