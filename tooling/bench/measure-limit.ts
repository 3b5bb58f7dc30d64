import type { Limit, Measurement } from "./benchmark.ts";
import { percentile } from "./percentile.ts";

/** Runs the subject, once more than is counted, and takes the percentile. */
export async function measureLimit(limit: Limit): Promise<Measurement> {
  const { what, unit, bound, subject, runs, percentile: share = 0.5 } = limit;
  // The first run warms up, and is not counted.
  await subject();
  const values: number[] = [];
  for (let run = 0; run < runs; run += 1) values.push(await subject());
  const value = percentile(values, share);
  return { what, unit, value, bound, holds: bound === null || value <= bound };
}
