import fc from "fast-check";
import { expect, test } from "vitest";
import { StreamPauses } from "./stream-pauses.js";

const windowMs = 10_000;

/** When each of a follower's streams is asked for, where they last so long. */
function listStarts(lives: readonly { livedMs: number; spread: number }[]): readonly number[] {
  const pauses = new StreamPauses();
  let now = 0;
  return lives.map(({ livedMs, spread }) => {
    const start = now;
    now += livedMs + pauses.next(livedMs, spread);
    return start;
  });
}

const life = fc.record({
  livedMs: fc.oneof(fc.constant(0), fc.nat({ max: 30_000 }), fc.constantFrom(9_999, 10_000)),
  spread: fc.double({ min: 0, max: 1, noNaN: true }),
});

test("however streams end, at most ten are asked for in ten seconds", () => {
  fc.assert(
    fc.property(fc.array(life, { minLength: 20, maxLength: 60 }), (lives) => {
      const starts = listStarts(lives);
      for (const start of starts) {
        const within = starts.filter((each) => each >= start && each < start + windowMs);
        expect(within.length).toBeLessThanOrEqual(10);
      }
    }),
    { numRuns: 500 },
  );
});

test("a server that is started anew is asked again at once", () => {
  const pauses = new StreamPauses();
  for (let count = 0; count < 20; count += 1) pauses.next(0);
  expect(pauses.next(0, 0.5)).toBe(5_000);
  expect(pauses.next(60_000, 0.5)).toBe(100);
  expect(pauses.next(0, 0.5)).toBe(200);
});
