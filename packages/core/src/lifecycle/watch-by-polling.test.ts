import { expect, test, vi } from "vitest";
import type { Snapshot } from "./snapshot.js";
import { watchByPolling } from "./watch-by-polling.js";

const at = (revision: number): Snapshot => ({
  storeId: "store",
  environment: "test",
  revision,
  headHash: `hash-${revision}`,
  families: [],
});

/** What a read gives, in order; the last one again and again. */
function readsOf(...answers: readonly (Snapshot | Error)[]) {
  const left = [...answers];
  return async (): Promise<Snapshot> => {
    const [answer = at(0)] = left;
    if (left.length > 1) left.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  };
}

test("tells each other state once, also one that went back, and goes on after a failure and after a watcher that throws", async () => {
  const told: number[] = [];
  const problems: unknown[] = [];
  const away = new Error("away");
  const readSnapshot = readsOf(at(2), away, at(2), at(3), at(3), at(5), at(4));
  const stop = await watchByPolling({ readSnapshot, pollMs: 1 })(
    1,
    ({ revision }) => {
      told.push(revision);
      if (revision === 3) throw new TypeError("The watcher broke.");
    },
    (error) => problems.push(error),
  );
  expect(told).toEqual([2]);
  await expect.poll(() => told).toEqual([2, 3, 5, 4]);
  await stop();
  expect(problems).toEqual([away, expect.any(TypeError)]);
});

test("looks no more, and tells nothing of a look that is under way, once it is stopped", async () => {
  const waiting = Promise.withResolvers<Snapshot>();
  const reads = [Promise.resolve(at(1)), waiting.promise];
  const readSnapshot = vi.fn<() => Promise<Snapshot>>(
    () => reads.shift() ?? Promise.resolve(at(9)),
  );
  const told = vi.fn<(told: unknown) => void>();
  const stop = await watchByPolling({ readSnapshot, pollMs: 1 })(1, told, told);
  await expect.poll(() => reads).toEqual([]);
  await stop();
  waiting.resolve(at(2));
  await waiting.promise;
  await new Promise(setImmediate);
  expect(told).not.toHaveBeenCalled();
  expect(readSnapshot).toHaveBeenCalledTimes(2);
});
