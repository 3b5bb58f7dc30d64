import { parseArgs } from "node:util";
import type { Benchmark, Ratio } from "./benchmark.ts";

import { measureRatio } from "./measure-ratio.ts";
import { overhead } from "./overhead.ts";

const benchmarks: readonly Benchmark[] = [overhead];

/** `npm run bench -- NAME [--json]`: exits 1 when a bound does not hold, 2 on wrong use. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean", default: false } },
});
const [name] = positionals;
const benchmark = benchmarks.find((candidate) => candidate.name === name);
if (benchmark === undefined) {
  const known = benchmarks.map((candidate) => candidate.name).join(", ");
  console.error(`There is no benchmark "${name ?? ""}". Known: ${known}.`);
  process.exitCode = 2;
} else {
  const ratios = await runBenchmark(benchmark);
  console.log(values.json ? toJson(benchmark.name, ratios) : toText(benchmark.name, ratios));
  process.exitCode = ratios.every(({ holds }) => holds) ? 0 : 1;
}

async function runBenchmark({ prepare }: Benchmark): Promise<readonly Ratio[]> {
  const { comparisons, close } = await prepare();
  try {
    const ratios: Ratio[] = [];
    for (const comparison of comparisons) ratios.push(await measureRatio(comparison));
    return ratios;
  } finally {
    await close();
  }
}

function toJson(benchmarkName: string, ratios: readonly Ratio[]): string {
  const shown = ratios.map(({ what, value, bound, holds }) => ({ what, value, bound, holds }));
  return JSON.stringify({ name: benchmarkName, ratios: shown }, null, 2);
}

function toText(benchmarkName: string, ratios: readonly Ratio[]): string {
  const lines = ratios.map((ratio) => {
    const times = `${ratio.subjectMicroseconds.toFixed(1)} µs, floor ${ratio.floorMicroseconds.toFixed(1)} µs`;
    const verdict = ratio.holds ? "holds" : "DOES NOT HOLD";
    return `  ${ratio.what}: ${ratio.value.toFixed(2)}× (bound ${ratio.bound}×, ${verdict}; ${times})`;
  });
  return [benchmarkName, ...lines].join("\n");
}
