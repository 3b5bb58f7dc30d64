import { expect, test } from "vitest";
import { keepCallLog } from "./keep-call-log.js";

/** Waits that end when they are told to. */
function createWaits() {
  const waits: { readonly ms: number; readonly end: () => void }[] = [];
  const wait = (ms: number, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      signal.addEventListener("abort", () => reject(new Error("Stopped")));
      waits.push({ ms, end: resolve });
    });
  return { waits, wait };
}

const report = { made: [], dropped: [], moved: 0, erased: 0 };

test("a server looks after its log soon after its start, then each hour, also where it failed", async () => {
  const { waits, wait } = createWaits();
  const told: unknown[] = [];
  let times = 0;
  const end = keepCallLog({
    calls: {
      upkeep: async () => {
        times += 1;
        if (times < 3) throw new Error("away");
        return report;
      },
    },
    onProblem: (error) => told.push(error),
    wait,
  });
  for (const [place, ms] of [10_000, 3_600_000, 3_600_000, 3_600_000].entries()) {
    await expect.poll(() => waits.length).toBe(place + 1);
    expect(waits[place]?.ms).toBe(ms);
    waits[place]?.end();
  }
  await expect.poll(() => times).toBe(4);
  // A failure is told once, until it went well.
  expect(told).toHaveLength(1);
  await end();
});

test("its end stops a step that is under way, and is waited for", async () => {
  const { waits, wait } = createWaits();
  let stopped = false;
  const end = keepCallLog({
    calls: {
      upkeep: ({ signal } = {}) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener("abort", () => {
            stopped = true;
            reject(new Error("Stopped"));
          });
        }),
    },
    onProblem: (error) => expect.unreachable(String(error)),
    wait,
  });
  await expect.poll(() => waits.length).toBe(1);
  waits[0]?.end();
  await new Promise(setImmediate);
  await end();
  expect(stopped).toBe(true);
});
