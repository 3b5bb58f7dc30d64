import fc from "fast-check";
import { expect, test } from "vitest";
import { createRateLimiter, mostHolders } from "../src/limits/limit-requests.js";

test("no holder gets more than its burst and what came back since", () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 2_000 }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      pauses,
      (burst, perSecond, waits) => {
        let clock = 0;
        let taken = 0;
        const take = createRateLimiter({ burst, perSecond }, () => clock);
        for (const wait of waits) {
          clock += wait;
          if (take("a") === null) taken += 1;
          expect(taken).toBeLessThanOrEqual(burst + (clock / 1_000) * perSecond + 1e-6);
        }
      },
    ),
  );
});

test("whoever waits as long as told is let in", () => {
  let clock = 0;
  const take = createRateLimiter({ burst: 1, perSecond: 3 }, () => clock);
  expect(take("a")).toBeNull();
  const wait = take("a") ?? 0;
  clock += wait;
  expect(take("a")).toBeNull();
});

test("one holder's flood takes nothing from another", () => {
  const take = createRateLimiter({ burst: 1, perSecond: 1 }, () => 0);
  expect([take("a"), take("a"), take("b")]).toEqual([null, 1_000, null]);
});

test("the holder that was longest away is forgotten where there are too many", () => {
  const take = createRateLimiter({ burst: 1, perSecond: 1 }, () => 0);
  expect([take("first"), take("second"), take("first")]).toEqual([null, null, 1_000]);
  for (let other = 0; other < mostHolders - 1; other += 1) take(`other-${other}`);
  expect([take("first"), take("second")]).toEqual([1_000, null]);
});
