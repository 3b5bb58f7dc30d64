import { manualClock } from "@promptrail/testing";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ShadowBudgets } from "../../src/calls/shadows/shadow-budgets.js";

function open(shared: object | undefined, own: Readonly<Record<string, object>> = {}) {
  const clock = manualClock();
  const budgets = new ShadowBudgets({
    shared,
    ofFamily: (family) => own[family],
    now: () => new Date(clock.now()),
  });
  const admit = (family: string, cost: number | null = 0) => budgets.admit(family, () => cost);
  return { budgets, admit, clock };
}

describe("a budget of calls", () => {
  test("counts what began within a minute", () => {
    const { budgets, admit, clock } = open({ callsPerMinute: 2 });
    expect([admit("a"), admit("b"), admit("a")].map((each) => each !== null)).toEqual([
      true,
      true,
      false,
    ]);
    expect(budgets.hasRoom("a")).toBe(false);
    clock.advance(60_000);
    expect(budgets.hasRoom("a")).toBe(true);
  });

  test("of a family leaves the others theirs", () => {
    const { admit } = open({ callsPerMinute: 2 }, { a: { callsPerMinute: 0 } });
    expect(admit("a")).toBeNull();
    expect(admit("b")).not.toBeNull();
  });
});

describe("a budget of dollars", () => {
  test("refuses a run whose price is unknown, and one without such a budget is not asked for it", () => {
    expect(open({ dollarsPerDay: 1 }).admit("a", null)).toBeNull();
    expect(open({ callsPerMinute: 1 }).admit("a", null)).not.toBeNull();
    expect(open(undefined).admit("a", null)).not.toBeNull();
  });

  test("counts what runs may cost until it is known, and begins anew each day", () => {
    const { admit, clock } = open({ dollarsPerDay: 1 });
    const first = admit("a", 0.6);
    expect(admit("a", 0.6)).toBeNull();
    first?.settle(0.1);
    const second = admit("a", 0.6);
    expect(second).not.toBeNull();
    // Nobody said what it cost: what was reckoned with counts.
    second?.settle(null);
    expect(admit("a", 0.6)).toBeNull();
    clock.advance(86_400_000);
    expect(admit("a", 0.6)).not.toBeNull();
  });

  test("is never exceeded by more than runs cost beyond what was reckoned", () => {
    const run = fc.record({
      reckoned: fc.double({ min: 0, max: 1, noNaN: true }),
      share: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
    });
    fc.assert(
      fc.property(fc.array(run, { maxLength: 60 }), (runs) => {
        const { admit } = open({ dollarsPerDay: 3 });
        let spent = 0;
        for (const { reckoned, share } of runs) {
          const spending = admit("a", reckoned);
          if (spending === null) continue;
          spent += reckoned * (share ?? 1);
          spending.settle(share === null ? null : reckoned * share);
        }
        expect(spent).toBeLessThanOrEqual(3 + 1e-9);
      }),
    );
  });
});
