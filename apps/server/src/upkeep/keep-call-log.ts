import { setTimeout as delay } from "node:timers/promises";
import type { CallLogUseCases } from "@promptrail/runtime";

/** A server that starts has more urgent work. */
const firstMs = 10_000;
/** Room is made for a week ahead, days are dropped whole, and an erasure is to be complete within a day. */
const everyMs = 3_600_000;

interface UpkeepPorts {
  readonly calls: Pick<CallLogUseCases, "upkeep">;
  /** Told when upkeep fails, and not again until it did not. */
  readonly onProblem: (error: unknown) => void;
  /** For tests: resolves after so long, and rejects when the signal fires. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/**
 * Looks after the call log for as long as a server runs. Several servers on one store may do it at once.
 *
 * @returns ends it, also in the midst of a step that takes long.
 */
export function keepCallLog({ calls, onProblem, wait = pause }: UpkeepPorts): () => Promise<void> {
  const stop = new AbortController();
  const { signal } = stop;
  const keep = async () => {
    let isTold = false;
    for (let ms = firstMs; ; ms = everyMs) {
      await wait(ms, signal);
      try {
        await calls.upkeep({ signal });
        isTold = false;
      } catch (error) {
        if (signal.aborted) return;
        if (!isTold) onProblem(error);
        isTold = true;
      }
    }
  };
  const keeping = keep().catch((error: unknown) => {
    if (!signal.aborted) onProblem(error);
  });
  return async () => {
    stop.abort();
    await keeping;
  };
}

function pause(ms: number, signal: AbortSignal): Promise<unknown> {
  return delay(ms, undefined, { signal, ref: false });
}
