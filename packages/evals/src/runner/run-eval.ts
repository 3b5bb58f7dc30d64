import type { Case } from "@promptrail/core";
import type { CaseResult, Trial } from "./case-result.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import { toCaseResult } from "./trials/once-asked.js";
import { runTrial } from "./trials/run-trial.js";

export interface RunEvalSettings extends RunSettings {
  readonly run: RunCase;
}

/** One version over a suite's dataset. */
export interface EvalRun extends CasesRun<CaseResult, "candidate"> {
  readonly family: string;
  readonly suiteHash: string;
}

/**
 * Runs one version over every case, `suite.repeats` answers each, as a stream with bounded concurrency.
 * The dataset is read once before the first call, so that a bad row costs nothing. Throws `dataset_invalid`;
 * an error of `run` or of an eval belongs to its case, and so does an eval that misses its deadline. Without an
 * `evaluator` the deadline is raced against the eval's promise, and its signal fires: this cannot stop synchronous
 * code, so that an endless loop in an eval ends nothing but the program. Give it `openEvalWorkers` for that.
 */
export async function runEval(settings: RunEvalSettings): Promise<EvalRun> {
  const { suite, run } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<CaseResult, "candidate">({
    ...filled,
    // A version that runs alone is the candidate.
    sides: ["candidate"],
    runs: [run],
    repeats: suite.repeats,
    readSides: (result) => [result.trials],
    runCase: async (testCase: Case) => {
      const trials: Trial[] = [];
      for (let repeat = 0; repeat < suite.repeats; repeat += 1) {
        const trial = await runTrial({ run, testCase, repeat, judging: filled.judging });
        if (trial === null) return null;
        trials.push(trial);
      }
      const { id, tags, cluster } = testCase;
      return toCaseResult({ id, tags: filled.judging.shared.list(tags), cluster }, trials);
    },
  });
  const judges = await filled.judges.finish(() =>
    cases.results.map(({ id, trials }) => ({ id, candidate: trials, baseline: null })),
  );
  const judged = judges.length === 0 ? {} : { judges };
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases, ...judged };
}
