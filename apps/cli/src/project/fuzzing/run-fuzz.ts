import { join } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import { type FuzzRun, formatFuzzProgress, fuzz } from "@promptrail/evals/fuzz";
import type { ServableVersion } from "@promptrail/runtime";
import type { CommandScope } from "../../command-scope.js";
import { createEvalAids } from "../evaluating/create-eval-aids.js";
import { toEvaluatePorts } from "../evaluating/to-evaluate-ports.js";
import { withProjectEvals } from "../evaluating/with-project-evals.js";
import { createEstimateVerdict, createRunJudge } from "../judging/run-judge.js";
import { findServer } from "../live/find-server.js";
import { openLive } from "../load-cli-project.js";
import { createProgressLine } from "../progress-line.js";
import { openFollowed } from "../running/open-followed.js";
import { type FindRunnable, withRunnable } from "../running/with-runnable.js";
import { type StopSignals, withStopSignals } from "../stop-signal.js";
import { withOwnStore } from "../store/with-own-store.js";
import type { readFuzzOptions } from "./fuzz-options.js";

interface RunFuzzSettings {
  readonly scope: CommandScope;
  readonly loaded: LoadedConfig;
  readonly family: string;
  readonly options: ReturnType<typeof readFuzzOptions>;
}

/** On what is live, with a server what it serves, else on what the code declares; with progress, until Ctrl-C. */
export async function runFuzz(settings: RunFuzzSettings): Promise<FuzzRun<ServableVersion>> {
  const { scope, loaded } = settings;
  const { terminal } = scope;
  const server = await findServer(scope);
  const open = server === null ? openLive : () => openFollowed(scope, loaded, server);
  const onStop = () =>
    terminal.err("\nStopping after the running calls; press Ctrl-C again to stop them now.\n");
  const run = () =>
    withStopSignals(onStop, (signals) =>
      withRunnable(scope, (find) => ask(settings, signals, find), {
        open,
        describe: () => "Until then this command runs what the code declares, in memory.",
      }),
    );
  return server === null ? withOwnStore(scope, loaded, "fuzz", run) : run();
}

async function ask(
  { scope, loaded, family, options }: RunFuzzSettings,
  { stop, abandon }: StopSignals,
  find: FindRunnable,
): Promise<FuzzRun<ServableVersion>> {
  const { promptrail } = await find(family);
  const line = createProgressLine(scope.terminal, formatFuzzProgress);
  const ports = {
    ...toEvaluatePorts(promptrail, loaded.config),
    aids: createEvalAids(find, loaded.config),
    judging: {
      run: createRunJudge(find),
      mostCostOf: createEstimateVerdict(find),
      modelOf: ({ content: { provider, model } }: ServableVersion) => ({ provider, model }),
    },
    inputOf: ({ input }: ServableVersion) => input,
  };
  const { file: _file, ...asked } = options;
  return withProjectEvals(loaded, scope.terminal, (evaluator) =>
    fuzz(ports, {
      ...asked,
      family,
      evaluator,
      signal: stop,
      abandon,
      onProgress: line.show,
      answersFolder: join(loaded.projectFolder, ".promptrail", "evals"),
    }),
  ).finally(line.end);
}
