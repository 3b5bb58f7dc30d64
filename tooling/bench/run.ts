import { parseArgs } from "node:util";
import type { Benchmark, BenchmarkReport } from "./benchmark.ts";
import { createCallsBenchmark } from "./calls/calls.ts";
import { describeReport } from "./describe-report.ts";
import { createEvalsBenchmark } from "./evals/evals.ts";
import { createEventsBenchmark } from "./events/events.ts";
import { createPropagationBenchmark } from "./lifecycle/propagation.ts";
import { createResolveBenchmark } from "./lifecycle/resolve.ts";
import { createScaleBenchmark } from "./lifecycle/scale.ts";
import { createLoadBenchmark } from "./load/load.ts";
import { createLogBenchmark } from "./log/log.ts";
import { createRollbackAllBenchmark } from "./many/rollback-all.ts";
import { overhead } from "./overhead.ts";
import { createPrivacyBenchmark } from "./privacy/privacy.ts";
import { createRendererBenchmark } from "./renderer/renderer-benchmark.ts";
import { runBenchmark } from "./run-benchmark.ts";
import { createStartBenchmark } from "./start/start.ts";
import { createWindowBenchmark } from "./window/window.ts";

/** `npm run bench -- NAME [--json] [--peer]`: exits 1 when a bound does not hold, 2 on wrong use. */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    peer: { type: "boolean", default: false },
  },
});

const benchmarks: readonly Benchmark[] = [
  overhead,
  createCallsBenchmark({
    runs: 15,
    times: 1_280,
    inFlight: 64,
    streams: { atOnce: 1_000, events: 50, pauseMs: 20 },
  }),
  createRendererBenchmark({ milliseconds: 60, runs: 9, processRuns: 31 }),
  createPropagationBenchmark({ processes: 20, runs: 201, silentRuns: 41 }),
  createEventsBenchmark({ clients: 200, runs: 201 }),
  createResolveBenchmark({ families: 10_000, milliseconds: 60, runs: 9 }),
  createLoadBenchmark({ calls: 64, healthRuns: 500, rollbackRuns: 11 }),
  createRollbackAllBenchmark({ families: 1_000, processes: 5, runs: 5 }),
  createLogBenchmark({
    calls: 5_000,
    runs: 21,
    bodyBytes: 2_000,
    store: { size: { calls: 10_000_000, days: 30, families: 10 }, batch: 500, runs: 21 },
    calling: { runs: 11, shadowRuns: 61, times: 1_280, inFlight: 64 },
  }),
  createWindowBenchmark({ calls: 200, runs: 201 }),
  createPrivacyBenchmark({ milliseconds: 30, runs: 21 }),
  createStartBenchmark({ runs: 21 }),
  createEvalsBenchmark({
    inFlight: 64,
    cases: 10_000,
    runs: 5,
    few: 1_000,
    many: 100_000,
    slow: { cases: 6_400, delayMs: 200, runs: 3 },
    peerCases: values.peer ? 2_000 : null,
  }),
  createScaleBenchmark({ families: 10_000, versions: 10, runs: 5 }),
];

const [name] = positionals;
const benchmark = benchmarks.find((candidate) => candidate.name === name);
if (benchmark === undefined) {
  const known = benchmarks.map((candidate) => candidate.name).join(", ");
  console.error(`There is no benchmark "${name ?? ""}". Known: ${known}.`);
  process.exitCode = 2;
} else {
  const report = await runBenchmark(benchmark);
  console.log(
    values.json ? toJson(benchmark.name, report) : describeReport(benchmark.name, report),
  );
  const all = [...report.ratios, ...report.measurements];
  process.exitCode = all.every(({ holds }) => holds) ? 0 : 1;
}

function toJson(benchmarkName: string, { ratios, measurements, skipped }: BenchmarkReport): string {
  const shown = ratios.map(({ what, value, bound, holds }) => ({ what, value, bound, holds }));
  return JSON.stringify({ name: benchmarkName, ratios: shown, measurements, skipped }, null, 2);
}
