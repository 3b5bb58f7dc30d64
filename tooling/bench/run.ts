import { parseArgs } from "node:util";
import type { Benchmark, Ratio } from "./benchmark.ts";
import { describeRatios } from "./describe-ratios.ts";
import { overhead } from "./overhead.ts";
import { createRendererBenchmark } from "./renderer/renderer-benchmark.ts";
import { runBenchmark } from "./run-benchmark.ts";

const benchmarks: readonly Benchmark[] = [
  overhead,
  createRendererBenchmark({ milliseconds: 60, runs: 9, processRuns: 31 }),
];

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
  console.log(
    values.json ? toJson(benchmark.name, ratios) : describeRatios(benchmark.name, ratios),
  );
  process.exitCode = ratios.every(({ holds }) => holds) ? 0 : 1;
}

function toJson(benchmarkName: string, ratios: readonly Ratio[]): string {
  const shown = ratios.map(({ what, value, bound, holds }) => ({ what, value, bound, holds }));
  return JSON.stringify({ name: benchmarkName, ratios: shown }, null, 2);
}
