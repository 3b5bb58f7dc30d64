import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../fixtures/create-random.js";
import { AlphaSpending, weighAnswer } from "./answer-evidence.js";
import { confirm, confirmRule } from "./confirm.js";
import { findDetectableShare, findPower } from "./find-power.js";

type Chances = ReadonlyMap<number, number>;

/** One answer later. */
function addAnswer(open: Chances, expected: number): Chances {
  const next = new Map<number, number>();
  for (const [evidence, chance] of open) {
    for (const isExpected of [true, false]) {
      const after = Number((evidence * weighAnswer(isExpected)).toPrecision(12));
      const share = chance * (isExpected ? expected : 1 - expected);
      next.set(after, (next.get(after) ?? 0) + share);
    }
  }
  return next;
}

/** The chance that inputs whose answers fail at one rate are confirmed, by going through every number of answers. */
function findError(rate: number, sides: 1 | 2, confirmAt: number): number {
  // Of a pair, the failing input is as expected where it fails, the other one where it passes.
  const both = sides === 2 ? [rate, 1 - rate] : [rate];
  let open: Chances = new Map([[1, 1]]);
  let confirmed = 0;
  for (let round = 0; round < confirmRule.mostRounds; round += 1) {
    const heard = both.reduce(addAnswer, open);
    for (const [evidence, chance] of heard) if (evidence >= confirmAt) confirmed += chance;
    const isOpen = (evidence: number) => evidence < confirmAt && evidence > confirmRule.dropAt;
    open = new Map([...heard].filter(([evidence]) => isOpen(evidence)));
  }
  return confirmed;
}

const rates = Array.from({ length: 21 }, (_, at) => at / 20);

describe("the evidence of repeats", () => {
  test.each([40, 120, 2_000])(
    "confirms a pair whose inputs pass equally often in at most one of %i",
    (confirmAt) => {
      for (const rate of rates)
        expect(findError(rate, 2, confirmAt)).toBeLessThanOrEqual(1 / confirmAt);
    },
  );

  test.each([40, 120])(
    "confirms an input that passes at least every second time in at most one of %i",
    (confirmAt) => {
      for (const rate of rates.filter((each) => each <= 0.5)) {
        expect(findError(rate, 1, confirmAt)).toBeLessThanOrEqual(1 / confirmAt);
      }
    },
  );

  test("spends no more than alpha, however many tests a run makes", () => {
    const spending = new AlphaSpending(0.05);
    const levels = Array.from({ length: 10_000 }, () => 1 / spending.take());
    expect(levels[0]).toBeCloseTo(0.025, 12);
    expect(levels.reduce((sum, level) => sum + level, 0)).toBeLessThan(0.05);
  });
});

test("asking again ends as soon as the evidence decides, and says how many answers were as expected", async () => {
  const always = { isExpected: async () => true, from: 2 };
  const found = await confirm([always, always], { ...confirmRule, confirmAt: 40 });
  const four = { asked: 4, expected: 4 };
  expect(found).toMatchObject({ decision: "confirmed", answers: [four, four] });
  const never = { isExpected: async () => false, from: 2 };
  expect(await confirm([never, never], { ...confirmRule, confirmAt: 40 })).toMatchObject({
    decision: "dropped",
    answers: [{ asked: 2 }, { asked: 2 }],
  });
});

test("answers that tell nothing decide nothing", async () => {
  const silent = { isExpected: async () => null, from: 0 };
  expect(await confirm([silent], { ...confirmRule, confirmAt: 40 })).toMatchObject({
    decision: "undecided",
    evidence: 1,
  });
});

test("asks each answer once, from the first that counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.nat(9), async (seed, from) => {
      const random = createRandom(seed);
      const asked: number[] = [];
      const isExpected = async (at: number) => {
        asked.push(at);
        return random() < 0.8;
      };
      await confirm([{ isExpected, from }], { ...confirmRule, confirmAt: 40 });
      expect(asked).toEqual(asked.map((_, at) => from + at));
    }),
  );
});

describe("the power that is told", () => {
  test("is 1 for a fault that every answer shows", () => {
    expect(findPower({ sides: 2, slips: 0, confirmAt: 40 })).toBe(1);
    expect(findPower({ sides: 1, slips: 0, confirmAt: 40 })).toBe(1);
  });

  test("is what a simulation finds", async () => {
    const random = createRandom(5);
    const isExpected = async () => random() >= 0.1;
    const runs = 4_000;
    let found = 0;
    for (let run = 0; run < runs; run += 1) {
      const shows = async () => [await isExpected(), await isExpected()].every(Boolean);
      if (!(await shows()) || !((await shows()) || (await shows()))) continue;
      const side = { isExpected, from: 0 };
      const { decision } = await confirm([side, side], { ...confirmRule, confirmAt: 120 });
      if (decision === "confirmed") found += 1;
    }
    const power = findPower({ sides: 2, slips: 0.1, confirmAt: 120 });
    expect(Math.abs(found / runs - power)).toBeLessThan(
      3 * Math.sqrt((power * (1 - power)) / runs),
    );
  });

  test("gives the share of inputs that n of them would have shown", () => {
    // 1 - 0.95^59 is the first above 0.95.
    expect(findDetectableShare(59, 1)).toBeCloseTo(0.0495, 4);
    expect(findDetectableShare(0, 1)).toBe(1);
    expect(findDetectableShare(59, 0.5)).toBeCloseTo(0.099, 3);
  });
});
