import { expect, test } from "vitest";
import { type LoopClock, SpareTime } from "./spare-time.js";

/** A process whose loop is told how busy it is. */
function createLoop() {
  const state = { now: 0, active: 0 };
  const clock: LoopClock = {
    now: () => state.now,
    utilization: (since) => {
      const active = state.active - (since?.active ?? 0);
      const idle = state.now - state.active - (since?.idle ?? 0);
      return { active, idle, utilization: active + idle === 0 ? 0 : active / (active + idle) };
    },
  };
  const spare = new SpareTime(clock);
  /** Calls every 10 ms for so long, while the loop has work for a share of the time. */
  const run = (ms: number, share: number) => {
    let isShort = false;
    for (const end = state.now + ms; state.now < end; ) {
      state.now += 10;
      state.active += 10 * share;
      isShort = spare.isShort();
    }
    return isShort;
  };
  return { run, pause: (ms: number) => (state.now += ms) };
}

test("a process that always has work has no time to spare after a second of it", () => {
  const { run } = createLoop();
  expect(run(900, 1)).toBe(false);
  expect(run(300, 1)).toBe(true);
});

test("a process that has work most of the time has time to spare", () => {
  expect(createLoop().run(10_000, 0.9)).toBe(false);
});

test("it has time again once it has less work, or once no call came for a moment", () => {
  const { run, pause } = createLoop();
  expect(run(2_000, 1)).toBe(true);
  expect(run(2_100, 0.5)).toBe(false);
  expect(run(2_100, 1)).toBe(true);
  pause(300);
  expect(run(10, 1)).toBe(false);
});
