import type { Comparison, Ratio } from "./benchmark.ts";
import { percentile } from "./percentile.ts";

/** Runs subject and floor in turn, so that a busy machine slows both, and takes medians or percentiles. */
export async function measureRatio(comparison: Comparison): Promise<Ratio> {
  const { what, bound, subject, floor, runs, percentile: share } = comparison;
  // The first run of each warms up, and is not counted.
  await subject();
  await floor();
  const pairs: { readonly subject: number; readonly floor: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0 ? await subject() : undefined;
    const floorTime = await floor();
    pairs.push({ subject: first ?? (await subject()), floor: floorTime });
  }
  const subjectMicroseconds = percentile(
    pairs.map((pair) => pair.subject),
    share ?? 0.5,
  );
  const floorMicroseconds = percentile(
    pairs.map((pair) => pair.floor),
    share ?? 0.5,
  );
  const value =
    share === undefined
      ? percentile(
          pairs.map((pair) => pair.subject / pair.floor),
          0.5,
        )
      : subjectMicroseconds / floorMicroseconds;
  const holds = bound === null || value <= bound;
  return { what, value, bound, holds, subjectMicroseconds, floorMicroseconds };
}
