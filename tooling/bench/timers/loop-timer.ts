import type { Timer } from "../benchmark.ts";
import { microsecondsSince } from "./microseconds-since.ts";

/** What the loops made of their texts: a result that nobody reads is work that V8 may drop. */
let sink = 0;

/**
 * Times synchronous work that makes a text, in a tight loop. The first run doubles the units until
 * a run takes `milliseconds`, which also warms the work up; later runs do as many.
 */
export function createLoopTimer(milliseconds: number, work: () => string): Timer {
  let units = 0;
  return () => {
    if (units > 0) return timeLoop(work, units) / units;
    units = 1;
    let microseconds = timeLoop(work, units);
    while (microseconds < milliseconds * 1000) {
      units *= 2;
      microseconds = timeLoop(work, units);
    }
    return microseconds / units;
  };
}

function timeLoop(work: () => string, units: number): number {
  const start = process.hrtime.bigint();
  for (let unit = 0; unit < units; unit += 1) {
    const text = work();
    // Reading a character joins a text that was put together lazily: that is part of making it.
    sink = (sink + text.charCodeAt(text.length - 1)) | 0;
  }
  return microsecondsSince(start);
}
