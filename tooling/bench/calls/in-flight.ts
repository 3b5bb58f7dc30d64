import type { Timer } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import { microsecondsSince } from "../timers/microseconds-since.ts";

export type Work = () => Promise<unknown>;

/** Does some work so many times, so many at once. Returns the time of each in microseconds. */
async function runInFlight(work: Work, times: number, atOnce: number): Promise<readonly number[]> {
  const taken: number[] = [];
  let left = times;
  const keepOn = async () => {
    while (left > 0) {
      left -= 1;
      const start = process.hrtime.bigint();
      await work();
      taken.push(microsecondsSince(start));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, keepOn));
  return taken;
}

/** The whole time of a run for each time that the work is done, in microseconds: the inverse of its rate. */
export function createRateTimer(work: Work, times: number, atOnce: number): Timer {
  return async () => {
    const start = process.hrtime.bigint();
    await runInFlight(work, times, atOnce);
    return microsecondsSince(start) / times;
  };
}

/** A percentile of how long each one of a run takes, 0 to 1. */
export function createLatencyTimer(
  work: Work,
  times: number,
  atOnce: number,
  share: number,
): Timer {
  return async () => percentile(await runInFlight(work, times, atOnce), share);
}
