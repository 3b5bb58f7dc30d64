import type { Timer } from "../benchmark.ts";
import { microsecondsSince } from "./microseconds-since.ts";

/** Times work that is awaited, `units` times a run. */
export function createAwaitedTimer(units: number, work: () => Promise<void>): Timer {
  return async () => {
    const start = process.hrtime.bigint();
    for (let unit = 0; unit < units; unit += 1) await work();
    return microsecondsSince(start) / units;
  };
}
