import type { Comparison, Ratio } from "./benchmark.ts";

/** Runs subject and floor in turn, so that a busy machine slows both, and takes medians. */
export async function measureRatio(comparison: Comparison): Promise<Ratio> {
  const { what, bound, subject, floor, runs } = comparison;
  // The first run of each warms up, and is not counted.
  await subject();
  await floor();
  const pairs: { readonly subject: number; readonly floor: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0 ? await subject() : undefined;
    const floorTime = await floor();
    pairs.push({ subject: first ?? (await subject()), floor: floorTime });
  }
  const value = median(pairs.map((pair) => pair.subject / pair.floor));
  return {
    what,
    value,
    bound,
    holds: bound === null || value <= bound,
    subjectMicroseconds: median(pairs.map((pair) => pair.subject)),
    floorMicroseconds: median(pairs.map((pair) => pair.floor)),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
