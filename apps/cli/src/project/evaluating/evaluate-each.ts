import type { LoadedConfig } from "@promptrail/config";
import { formatProgress } from "@promptrail/evals";
import type { Terminal } from "../../terminal.js";
import { createProgressLine } from "../progress-line.js";
import type { FindRunnable } from "../running/with-runnable.js";
import { withStopSignals } from "../stop-signal.js";
import { type EvaluateSettings, type Evaluation, evaluateVersion } from "./evaluate-version.js";

/** One run of a suite. */
export type WantedRun = Pick<EvaluateSettings, "family" | "version" | "baseline">;

export interface EvaluateEachSettings
  extends Pick<EvaluateSettings, "concurrency" | "fresh" | "actor"> {
  readonly terminal: Terminal;
  readonly loaded: LoadedConfig;
  /** What runs the versions of a family. */
  readonly find: FindRunnable;
  readonly wanted: Iterable<WantedRun>;
}

/** One run after the other, with their progress; Ctrl-C leaves out those that did not begin. */
export function evaluateEach(settings: EvaluateEachSettings): Promise<readonly Evaluation[]> {
  const { terminal, loaded, wanted, find, ...rest } = settings;
  const { projectFolder } = loaded;
  const onStop = () =>
    terminal.err("\nStopping after the calls that run; Ctrl-C again cuts them.\n");
  return withStopSignals(onStop, async (signals) => {
    const found: Evaluation[] = [];
    for (const run of wanted) {
      const runnable = await find(run.family);
      const progress = createProgressLine(terminal, formatProgress);
      const onProgress = progress.show;
      const settled = { ...rest, ...run, ...runnable, projectFolder, signals };
      const evaluating = evaluateVersion({ ...settled, onProgress });
      found.push(await evaluating.finally(progress.end));
      if (signals.stop.aborted) break;
    }
    return found;
  });
}
