import { expect, test } from "vitest";
import { mcnemar } from "./mcnemar.js";

/** n choose k, in whole numbers. */
function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let at = 1; at <= k; at += 1) ways = (ways * BigInt(n - k + at)) / BigInt(at);
  return ways;
}

/**
 * The values by their meaning, counted in whole numbers: of all ways in which a coin could fall, those that lie as far
 * from one half as what was seen (and half of those that lie exactly so far), or gain as little.
 */
function count(gained: number, lost: number) {
  const n = gained + lost;
  const seen = Math.abs(gained - lost);
  let asFar = 0n;
  let twiceMid = 0n;
  let asLittle = 0n;
  for (let k = 0; k <= n; k += 1) {
    const ways = choose(n, k);
    const distance = Math.abs(2 * k - n);
    if (distance >= seen) asFar += ways;
    if (distance > seen) twiceMid += 2n * ways;
    if (distance === seen) twiceMid += ways;
    if (k <= gained) asLittle += ways;
  }
  const share = (ways: bigint) => Number(ways) / 2 ** n;
  return { p: share(asFar), midP: share(twiceMid) / 2, harmP: share(asLittle) };
}

test("agrees with counting every outcome, for all pairs up to 60 each", () => {
  for (let gained = 0; gained <= 60; gained += 1) {
    for (let lost = 0; lost <= 60; lost += 1) {
      if (gained + lost === 0) continue;
      const truth = count(gained, lost);
      const { p, midP, harmP } = mcnemar({ gained, lost });
      const named = `${gained} gained, ${lost} lost`;
      expect(p, named).toBeCloseTo(truth.p, 12);
      expect(midP, named).toBeCloseTo(truth.midP, 12);
      expect(harmP, named).toBeCloseTo(truth.harmP, 12);
    }
  }
});

test("is below 1 where as many were gained as lost: ½·f is left out", () => {
  expect(mcnemar({ gained: 1, lost: 1 }).midP).toBeCloseTo(0.75, 12);
  expect(mcnemar({ gained: 5, lost: 5 }).midP).toBeCloseTo(1 - 252 / 2 ** 11, 12);
});

test("keeps its size better than the exact test, and within the nominal level's reach", () => {
  // Fagerland and others find the mid-p test close to the nominal level, the exact one far below it.
  const level = 0.05;
  const sizeOf = (value: "p" | "midP", n: number) => {
    let size = 0n;
    for (let gained = 0; gained <= n; gained += 1) {
      if (mcnemar({ gained, lost: n - gained })[value] <= level) size += choose(n, gained);
    }
    return Number(size) / 2 ** n;
  };
  for (const n of [10, 20, 50, 100]) {
    expect(sizeOf("p", n)).toBeLessThanOrEqual(level);
    expect(sizeOf("midP", n)).toBeGreaterThanOrEqual(sizeOf("p", n));
    expect(sizeOf("midP", n)).toBeLessThan(level + 0.02);
  }
});
