import { join } from "node:path";
import type { LoadedConfig } from "@promptrail/config";
import {
  type EvaluatePorts,
  type EvaluateRequest,
  type Evaluation,
  type Evaluator,
  evaluate,
  formatProgress,
} from "@promptrail/evals";
import type { ServableVersion } from "@promptrail/runtime";
import type { Terminal } from "../../terminal.js";
import { createProgressLine } from "../progress-line.js";
import type { FindRunnable, Runnable } from "../running/with-runnable.js";
import { withStopSignals } from "../stop-signal.js";
import { withProjectEvals } from "./with-project-evals.js";

/** One run of a suite. */
export type WantedRun = Pick<EvaluateRequest, "family" | "version" | "baseline">;

export interface EvaluateEachSettings
  extends Pick<EvaluateRequest, "concurrency" | "fresh" | "actor"> {
  readonly terminal: Terminal;
  readonly loaded: LoadedConfig;
  /** What runs the versions of a family. */
  readonly find: FindRunnable;
  readonly wanted: Iterable<WantedRun>;
}

/** One run after the other, with their progress; Ctrl-C leaves out those that did not begin. */
export function evaluateEach(
  settings: EvaluateEachSettings,
): Promise<readonly Evaluation<ServableVersion>[]> {
  const { terminal, loaded } = settings;
  const onStop = () =>
    terminal.err("\nStopping after the calls that run; Ctrl-C again cuts them.\n");
  return withStopSignals(onStop, ({ stop, abandon }) =>
    withProjectEvals(loaded, (evaluator) =>
      evaluateUntil({ ...settings, signal: stop, abandon, evaluator }),
    ),
  );
}

interface EvaluateUntilSettings extends EvaluateEachSettings {
  readonly signal: AbortSignal;
  readonly abandon: AbortSignal;
  readonly evaluator: Evaluator;
}

async function evaluateUntil(settings: EvaluateUntilSettings) {
  const { terminal, loaded, wanted, find, ...request } = settings;
  const journalFolder = join(loaded.projectFolder, ".promptrail", "evals");
  const found: Evaluation<ServableVersion>[] = [];
  for (const run of wanted) {
    const ports = toPorts(await find(run.family));
    const { show: onProgress, end } = createProgressLine(terminal, formatProgress);
    const evaluating = evaluate(ports, { ...request, ...run, journalFolder, onProgress });
    found.push(await evaluating.finally(end));
    if (request.signal.aborted) break;
  }
  return found;
}

function toPorts({ promptrail, isStored }: Runnable): EvaluatePorts<ServableVersion> {
  const { suites, environment } = promptrail;
  return {
    suites,
    resolve: (family, version) => promptrail.resolve(family, version).version,
    run: ({ family, version }, { context }, signal) =>
      promptrail.evaluate(family, version, context, { signal }),
    evidence: isStored
      ? { environment, save: (evidence) => promptrail.evidence.save(evidence) }
      : null,
  };
}
