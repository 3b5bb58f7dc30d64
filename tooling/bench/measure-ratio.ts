import type { Comparison, Ratio } from "./benchmark.ts";

/** Odd, so that the median is one of the runs. */
const runs = 7;

/** Runs subject and floor in turn, so that a busy machine slows both, and takes medians. */
export async function measureRatio(comparison: Comparison): Promise<Ratio> {
  const { what, bound, subject, floor, unitsPerRun } = comparison;
  await timeRun(subject, unitsPerRun);
  await timeRun(floor, unitsPerRun);
  const pairs: { readonly subject: number; readonly floor: number }[] = [];
  for (let run = 0; run < runs; run += 1) {
    const first = run % 2 === 0 ? await timeRun(subject, unitsPerRun) : undefined;
    const floorTime = await timeRun(floor, unitsPerRun);
    pairs.push({ subject: first ?? (await timeRun(subject, unitsPerRun)), floor: floorTime });
  }
  const value = median(pairs.map((pair) => pair.subject / pair.floor));
  return {
    what,
    value,
    bound,
    holds: value <= bound,
    subjectMicroseconds: median(pairs.map((pair) => pair.subject)),
    floorMicroseconds: median(pairs.map((pair) => pair.floor)),
  };
}

async function timeRun(work: () => Promise<void>, units: number): Promise<number> {
  const start = process.hrtime.bigint();
  for (let unit = 0; unit < units; unit += 1) await work();
  return Number(process.hrtime.bigint() - start) / 1000 / units;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
