import type { Benchmark, Ratio } from "./benchmark.ts";
import { measureRatio } from "./measure-ratio.ts";

/** Measures the comparisons of a benchmark one after the other. */
export async function runBenchmark({ prepare }: Benchmark): Promise<readonly Ratio[]> {
  const { comparisons, close } = await prepare();
  try {
    const ratios: Ratio[] = [];
    for (const comparison of comparisons) ratios.push(await measureRatio(comparison));
    return ratios;
  } finally {
    await close();
  }
}
