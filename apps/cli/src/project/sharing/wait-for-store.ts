import { setTimeout as wait } from "node:timers/promises";
import { isPromptrailError } from "@promptrail/core";

/** A database that restarts is back before; one that is not there at all is an error of the start. */
const patienceMs = 30_000;
const againMs = 1_000;

/**
 * Tries again while the store cannot be reached, for 30 s: a worker may be started while its database restarts.
 *
 * @param tell is told of it, once.
 * @throws what `work` throws in the end.
 */
export async function waitForStore<Result>(
  work: () => Promise<Result>,
  tell: (error: unknown) => void,
): Promise<Result> {
  const end = performance.now() + patienceMs;
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (error) {
      const isAway = isPromptrailError(error) && error.code === "store_unavailable";
      if (!isAway || performance.now() > end) throw error;
      if (!isTold) tell(error);
      await wait(againMs);
    }
  }
}
