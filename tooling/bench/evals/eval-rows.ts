import type { Comparison, Limit } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import type { EvalsSettings } from "./evals-settings.ts";
import type { NotedRuns } from "./noted-runs.ts";
import type { BenchProject } from "./open-bench-project.ts";

export interface BenchProjects {
  readonly whole: BenchProject;
  readonly few: BenchProject;
  readonly many: BenchProject;
  readonly slow: BenchProject;
}

/** How often the small dataset is run in one process: the first times, the code is cold. */
const fewTimes = 9;

export function compareEvals(
  { whole, few, many, slow }: BenchProjects,
  { inFlight, runs, slow: { delayMs, runs: slowRuns } }: EvalsSettings,
  noted: NotedRuns,
): readonly Comparison[] {
  return [
    {
      // At least 0.8 of its calls a second.
      what: `${whole.cases} cases with 3 evals each against a bare loop, with ${inFlight} in flight`,
      bound: 1.25,
      runs,
      subject: noted.time(whole),
      floor: () => timeLoop(whole),
    },
    {
      what: `a case of ${many.cases} against one of ${few.cases}`,
      bound: 1.2,
      runs: 1,
      subject: noted.time(many),
      floor: async () => {
        const all = await few.evaluate(fewTimes);
        return percentile(
          all.map(({ ms, cases }) => (ms * 1_000) / cases),
          0.5,
        );
      },
    },
    {
      what: `${slow.cases} cases with answers that take ${delayMs} ms, against the bare loop`,
      bound: 1.05,
      runs: slowRuns,
      subject: noted.time(slow),
      floor: () => timeLoop(slow),
    },
  ];
}

async function timeLoop(project: BenchProject): Promise<number> {
  const { ms, cases } = await project.bareLoop();
  return (ms * 1_000) / cases;
}

/** Of the runs that were compared before. */
export function limitEvals(
  { whole, many, slow }: BenchProjects,
  { inFlight, slow: { delayMs } }: EvalsSettings,
  noted: NotedRuns,
): readonly Limit[] {
  const leastMs = Math.ceil(slow.cases / inFlight) * delayMs;
  return [
    {
      what: `peak memory at ${whole.cases} cases`,
      unit: "bytes",
      bound: 250_000_000,
      subject: () => noted.peakOf(whole),
      runs: 1,
    },
    {
      what: `peak memory at ${many.cases} cases, of that`,
      unit: "percent",
      bound: 125,
      subject: () => (100 * noted.peakOf(many)) / noted.peakOf(whole),
      runs: 1,
    },
    {
      what: `from the first call to the last answer where answers take ${delayMs} ms, of the least possible`,
      unit: "percent",
      bound: 110,
      subject: () => (100 * noted.spanOf(slow)) / leastMs,
      runs: 1,
    },
    {
      // Where the vendor is busy, it is measured and not what calls it.
      what: "the vendor's share of a core meanwhile",
      unit: "percent",
      bound: 80,
      subject: () => 100 * noted.upstreamShare,
      runs: 1,
    },
  ];
}
