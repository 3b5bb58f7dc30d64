import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { OpenCalls } from "./open-calls.js";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function openCalls(settings: { readonly mostOpen?: number; readonly longestMs?: number } = {}) {
  const givenUp: string[] = [];
  const calls = new OpenCalls<string>({
    mostOpen: 10,
    longestMs: 1_000,
    ...settings,
    giveUp: (call, reason) => givenUp.push(`${call} ${reason}`),
  });
  return { calls, givenUp };
}

describe("open calls", () => {
  test("are given up once they are too old, without any other call", () => {
    const { calls, givenUp } = openCalls();
    calls.add("1", "first");
    vi.advanceTimersByTime(600);
    calls.add("2", "second");
    vi.advanceTimersByTime(399);
    expect(givenUp).toEqual([]);
    vi.advanceTimersByTime(2);
    expect(givenUp).toEqual(["first age"]);
    expect([calls.find("1"), calls.find("2")]).toEqual([undefined, "second"]);
    vi.advanceTimersByTime(600);
    expect(givenUp).toEqual(["first age", "second age"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  test("that are taken are not given up", () => {
    const { calls, givenUp } = openCalls();
    calls.add("1", "first");
    expect(calls.take("1")).toBe("first");
    expect(calls.take("1")).toBeUndefined();
    vi.advanceTimersByTime(10_000);
    expect(givenUp).toEqual([]);
  });

  test("wait as long as a timer cannot", () => {
    const { calls, givenUp } = openCalls({ longestMs: 2 ** 40 });
    calls.add("1", "first");
    vi.advanceTimersByTime(2 ** 33);
    expect([givenUp, calls.find("1")]).toEqual([[], "first"]);
  });

  test("are never more than allowed, and each is finished or given up once", () => {
    const step = fc.record({ id: fc.integer({ min: 0, max: 9 }), ends: fc.boolean() });
    fc.assert(
      fc.property(fc.array(step), fc.integer({ min: 1, max: 4 }), (steps, mostOpen) => {
        const { calls, givenUp } = openCalls({ mostOpen });
        const ended: string[] = [];
        const added: string[] = [];
        for (const [index, { id, ends }] of steps.entries()) {
          if (ends) ended.push(calls.take(String(id)) ?? "");
          else {
            calls.add(String(id), `call ${index}`);
            added.push(`call ${index}`);
          }
        }
        const open = [...Array(10).keys()].flatMap((id) => calls.find(String(id)) ?? []);
        expect(open.length).toBeLessThanOrEqual(mostOpen);
        const left = givenUp.map((each) => each.replace(" count", ""));
        const all = [...open, ...left, ...ended.filter((each) => each !== "")];
        expect(all.toSorted()).toEqual(added.toSorted());
      }),
    );
  });
});
