import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { importInTime } from "../src/import-in-time.js";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a config whose `await` never ends is told of, then refused with the cure", async () => {
  const told: string[] = [];
  const onSlow = (message: string) => void told.push(message);
  const load = () => new Promise<never>(() => {});
  const loading = importInTime({ path: "/a/promptrail.config.ts", load, onSlow });
  const ended = loading.catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(4_999);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(110_000);
  expect(told).toEqual([
    "/a/promptrail.config.ts is still being loaded after 5 s: a top-level `await` in it, or in a file that it imports, has not ended.",
  ]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await ended).toMatchObject({
    code: "config_invalid",
    message: expect.stringMatching(
      /^\/a\/promptrail\.config\.ts was not loaded within 120 s: a top-level `await` .* has not ended\. Give what it waits for a time limit/,
    ),
  });
});

test("one that is loaded leaves no timer behind, whatever came of it", async () => {
  const settings = { path: "/a", onSlow: undefined };
  await expect(importInTime({ ...settings, load: async () => 7 })).resolves.toBe(7);
  const broken = importInTime({ ...settings, load: () => Promise.reject(new Error("broken")) });
  await expect(broken).rejects.toThrow("broken");
  expect(vi.getTimerCount()).toBe(0);
});
