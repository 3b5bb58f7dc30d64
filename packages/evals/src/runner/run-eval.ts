import type { Case } from "@promptrail/core";
import { toAnswers } from "./answers.js";
import type { CaseResult } from "./case-result.js";
import { judgeAnswers } from "./judge-answer.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import { type RanTrial, runTrial } from "./run-trial.js";

export interface RunEvalSettings extends RunSettings {
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
 * an error of `run` or of an eval belongs to its case, and so does an eval that misses its deadline. Without an
 * `evaluator` the deadline is raced against the eval's promise, and its signal fires: this cannot stop synchronous
 * code, so that an endless loop in an eval ends nothing but the program. Give it `openEvalWorkers` for that.
 */
export async function runEval(settings: RunEvalSettings): Promise<EvalRun> {
  const { suite, run } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<CaseResult>({
    ...filled,
    readSides: (result) => [result.trials],
    runCase: async (testCase: Case) => {
      const ran: RanTrial[] = [];
      while (ran.length < suite.repeats) {
        const trial = await runTrial({ run, testCase, judging: filled.judging });
        if (trial === null) return null;
        ran.push(trial);
      }
      const trials = ran.map(({ trial }) => trial);
      return { result: toResult(testCase, trials), sides: toAnswers([ran]) };
    },
    judgeCase: async (testCase, { sides: [answers = [], ...others] }) =>
      answers.length === suite.repeats && others.length === 0
        ? toResult(testCase, await judgeAnswers(answers, testCase, filled.judging))
        : null,
  });
  const judges = await filled.judges.finish(
    cases.results.map(({ id, trials }) => ({ id, candidate: trials, baseline: null })),
  );
  const judged = judges.length === 0 ? {} : { judges };
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases, ...judged };
}

function toResult({ id, tags, cluster }: Case, trials: CaseResult["trials"]): CaseResult {
  return { id, tags, cluster, trials };
}
