import { join } from "node:path";
import {
  CostLimit,
  compareOnDataset,
  type EvalAids,
  type EvaluatePorts,
  formatKept,
  type KeptCases,
} from "@promptrail/evals/run";
import type { ServableVersion } from "@promptrail/runtime";
import { createEvalAids } from "../../project/evaluating/create-eval-aids.js";
import { toEvaluatePorts } from "../../project/evaluating/to-evaluate-ports.js";
import { withProjectEvals } from "../../project/evaluating/with-project-evals.js";
import { findServer } from "../../project/live/find-server.js";
import { parseConcurrency, parseDollars } from "../../project/parse-options.js";
import { createProgressLine } from "../../project/progress-line.js";
import { openFollowed } from "../../project/running/open-followed.js";
import { openForEvidence } from "../../project/running/open-for-evidence.js";
import { type Runnable, withRunnable } from "../../project/running/with-runnable.js";
import type { StopSignals } from "../../project/stop-signal.js";
import { withOwnStore } from "../../project/store/with-own-store.js";
import { type AskedComparison, chooseVersions, readExamples } from "./asked-comparison.js";
import type { FoundComparison } from "./found-comparison.js";
import { withStop } from "./with-stop.js";

/** By answers to the suite's dataset, which both versions are asked for; with a server, of what is live there. */
export async function compareDataset(asked: AskedComparison): Promise<FoundComparison> {
  const { scope, loaded, family } = asked;
  const settings = readSettings(asked);
  const server = await findServer(scope);
  const open = server === null ? openForEvidence : () => openFollowed(scope, loaded, server);
  const describe = () => "This command runs what the code declares, in memory.";
  const run = () =>
    withStop(scope.terminal, { isLooking: false }, (signals) =>
      withRunnable(
        scope,
        async (find) => {
          const aids = createEvalAids(find, asked.loaded.config);
          return compare({ ...asked, settings, signals, aids, runnable: await find(family) });
        },
        { open, describe },
      ),
    );
  return server === null ? withOwnStore(scope, loaded, "compare", run) : run();
}

function readSettings({ options }: AskedComparison) {
  const { concurrency, maxCost, fresh = false } = options;
  return {
    fresh,
    examples: readExamples(options),
    concurrency: concurrency === undefined ? undefined : parseConcurrency(concurrency),
    costLimit:
      maxCost === undefined ? undefined : new CostLimit(parseDollars(maxCost, "--max-cost")),
  };
}

interface RunningComparison extends AskedComparison {
  readonly settings: ReturnType<typeof readSettings>;
  readonly signals: StopSignals;
  readonly runnable: Runnable;
  readonly aids: EvalAids;
}

async function compare(running: RunningComparison): Promise<FoundComparison> {
  const { scope, loaded, family, settings, signals, runnable } = running;
  const { terminal } = scope;
  const { promptrail } = runnable;
  const versions = chooseVersions(running, promptrail.status());
  const ports: Omit<EvaluatePorts<ServableVersion>, "evidence"> = {
    ...toEvaluatePorts(promptrail, loaded.config),
    aids: running.aids,
  };
  const asking = createProgressLine(
    terminal,
    ({ done, total, errored }: { done: number; total: number; errored: number }) =>
      `${done}/${total} cases answered, ${errored} errored`,
  );
  const judging = createProgressLine(terminal, ({ done, total }) => `${done}/${total} judged`);
  const onKept = (kept: KeptCases) => terminal.err(`${formatKept(family, kept)}\n`);
  const found = await withProjectEvals(loaded, terminal, (evaluator) =>
    compareOnDataset(ports, {
      ...versions,
      ...settings,
      family,
      evaluator,
      signal: signals.stop,
      abandon: signals.abandon,
      onKept,
      onProgress: asking.show,
      answersFolder: join(loaded.projectFolder, ".promptrail", "evals"),
      onJudged: ({ judged, total }) => judging.show({ done: judged, total }),
    }),
  ).finally(() => {
    asking.end();
    judging.end();
  });
  const { total, missing, stop } = found.run;
  return {
    comparison: found.comparison,
    environment: promptrail.environment,
    run: { cases: total, missing, stop },
  };
}
