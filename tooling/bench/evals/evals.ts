import type { Benchmark } from "../benchmark.ts";
import { compareEvals, limitEvals } from "./eval-rows.ts";
import type { EvalsSettings } from "./evals-settings.ts";
import { NotedRuns } from "./noted-runs.ts";
import { openBenchProject } from "./open-bench-project.ts";
import { openPeer } from "./peer/open-peer.ts";
import { type EvalUpstream, startEvalUpstream } from "./start-eval-upstream.ts";

/** `promptrail eval` on large datasets, against a bare loop over the same client on the same transport, and against another tool. */
export function createEvalsBenchmark(settings: EvalsSettings): Benchmark {
  const { inFlight, slow, peerCases } = settings;
  return {
    name: "evals",
    prepare: async () => {
      const quickUpstream = await startEvalUpstream(0);
      const slowUpstream = await startEvalUpstream(slow.delayMs);
      const open = (upstream: EvalUpstream, cases: number) =>
        openBenchProject(upstream, cases, inFlight);
      const projects = {
        whole: await open(quickUpstream, settings.cases),
        few: await open(quickUpstream, settings.few),
        many: await open(quickUpstream, settings.many),
        slow: await open(slowUpstream, slow.cases),
      };
      const noted = new NotedRuns();
      const peer =
        peerCases === null
          ? null
          : await openPeer({ upstream: quickUpstream, peerCases, inFlight });
      const comparisons = compareEvals(projects, settings, noted);
      return {
        comparisons: peer === null ? comparisons : [...comparisons, peer.compare(projects.whole)],
        limits: limitEvals(projects, settings, noted),
        skipped: peer === null ? ["against another tool: --peer installs it and runs it"] : [],
        close: async () => {
          await peer?.close();
          for (const project of Object.values(projects)) await project.close();
          await quickUpstream.stop();
          await slowUpstream.stop();
        },
      };
    },
  };
}
