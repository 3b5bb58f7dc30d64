import type { Timer } from "../benchmark.ts";
import { percentile } from "../percentile.ts";
import type { BenchProject } from "./open-bench-project.ts";

interface NotedRun {
  readonly project: BenchProject;
  readonly peakBytes: number;
  /** From its first call to the last answer, as the vendor sees it. */
  readonly spanMs: number;
  /** Of a core that the vendor used meanwhile, 0 to 1. */
  readonly upstreamShare: number;
}

/** What is seen of runs beside their time. */
export class NotedRuns {
  readonly #runs: NotedRun[] = [];

  /** Runs a project's suite; in microseconds a case. */
  time(project: BenchProject): Timer {
    const { upstream } = project;
    return async () => {
      const before = await upstream.readUsage();
      const [{ ms, cases, peakBytes }] = await project.evaluate();
      const { first, last, cpuMicroseconds } = await upstream.readUsage();
      const spanMs = last - first;
      const upstreamShare = (cpuMicroseconds - before.cpuMicroseconds) / (spanMs * 1_000);
      this.#runs.push({ project, peakBytes, spanMs, upstreamShare });
      return (ms * 1_000) / cases;
    };
  }

  /** The most memory that any run of a project had. */
  peakOf(project: BenchProject): number {
    return Math.max(...this.#of(project).map(({ peakBytes }) => peakBytes));
  }

  spanOf(project: BenchProject): number {
    return percentile(
      this.#of(project).map(({ spanMs }) => spanMs),
      0.5,
    );
  }

  get upstreamShare(): number {
    return Math.max(...this.#runs.map(({ upstreamShare }) => upstreamShare));
  }

  #of(project: BenchProject): readonly NotedRun[] {
    return this.#runs.filter((run) => run.project === project);
  }
}
