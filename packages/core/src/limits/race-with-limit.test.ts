import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { raceWithLimit } from "./race-with-limit.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("gives what the work gives in time, and leaves no timer", async () => {
  await expect(raceWithLimit(Promise.resolve("done"), 100, () => "late")).resolves.toBe("done");
  await expect(raceWithLimit(Promise.reject(new Error("no")), 100, () => 1)).rejects.toThrow("no");
  expect(vi.getTimerCount()).toBe(0);
});

test("gives or throws what is for the late once the time is over", async () => {
  const never = new Promise<string>(() => {});
  const given = raceWithLimit(never, 100, () => false);
  const thrown = raceWithLimit(never, 100, () => {
    throw new Error("late");
  });
  await Promise.all([
    expect(given).resolves.toBe(false),
    expect(thrown).rejects.toThrow("late"),
    vi.advanceTimersByTimeAsync(100),
  ]);
});

test("what the work throws after the limit is nobody's unhandled rejection", async () => {
  const { promise, reject } = Promise.withResolvers<string>();
  const given = raceWithLimit(promise, 100, () => "late");
  await vi.advanceTimersByTimeAsync(100);
  reject(new Error("later"));
  await expect(given).resolves.toBe("late");
});
