import type { Case } from "@promptrail/core";
import type { CaseResult, Trial } from "./case-result.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import { runTrial } from "./run-trial.js";

export interface RunEvalSettings extends RunSettings<CaseResult> {
  readonly run: RunCase;
}

/** One version over a suite's dataset. */
export interface EvalRun extends CasesRun<CaseResult> {
  readonly family: string;
  readonly suiteHash: string;
}

/**
 * Runs one version over every case, `suite.repeats` answers each, as a stream with bounded concurrency.
 * The dataset is read once before the first call, so that a bad row costs nothing. Throws `dataset_invalid`;
 * an error of `run` or of an eval belongs to its case.
 */
export async function runEval(settings: RunEvalSettings): Promise<EvalRun> {
  const { suite, run } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<CaseResult>({
    ...filled,
    readSides: (result) => [result.trials],
    runCase: async (testCase: Case) => {
      const trials: Trial[] = [];
      while (trials.length < suite.repeats) {
        const trial = await runTrial({
          run,
          testCase,
          evals: suite.evals,
          abandon: filled.abandon,
        });
        if (trial === null) return null;
        trials.push(trial);
      }
      const { id, tags, cluster } = testCase;
      return { id, tags, cluster, trials };
    },
  });
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases };
}
