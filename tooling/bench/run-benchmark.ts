import type { Benchmark, BenchmarkReport, Measurement, Ratio } from "./benchmark.ts";
import { measureLimit } from "./measure-limit.ts";
import { measureRatio } from "./measure-ratio.ts";

/** Measures the comparisons and the limits of a benchmark one after the other. */
export async function runBenchmark({ prepare }: Benchmark): Promise<BenchmarkReport> {
  const { comparisons, limits = [], skipped = [], close } = await prepare();
  try {
    const ratios: Ratio[] = [];
    for (const comparison of comparisons) ratios.push(await measureRatio(comparison));
    const measurements: Measurement[] = [];
    for (const limit of limits) measurements.push(await measureLimit(limit));
    return { ratios, measurements, skipped };
  } finally {
    await close();
  }
}
