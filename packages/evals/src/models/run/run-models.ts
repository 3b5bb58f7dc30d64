import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import type { PairedCaseResult, Trial } from "../../runner/case-result.js";
import type { RunCase } from "../../runner/run-answer.js";
import { type CasesRun, runCases } from "../../runner/run-cases.js";
import type { PairedRun } from "../../runner/run-paired-eval.js";
import { fillRunSettings, type RunSettings } from "../../runner/run-settings.js";
import type { AnswersJudging } from "../../runner/trials/judge-answer.js";
import { runTrial } from "../../runner/trials/run-trial.js";

export interface RunModelsSettings extends RunSettings {
  /** A prompt on each model; the first one is that with which the others are compared. */
  readonly runs: readonly RunCase[];
  /** What the models are called, in the same order. */
  readonly models: readonly string[];
}

/** A case with the answers of each model, in the order of the models. */
export interface ModelsCaseResult {
  readonly id: string;
  readonly tags: readonly string[];
  readonly cluster: string | null;
  readonly sides: readonly (readonly Trial[])[];
}

/** One prompt on several models over the same cases. */
export interface ModelsRun extends CasesRun<ModelsCaseResult> {
  readonly family: string;
  readonly suiteHash: string;
}

/**
 * Runs one prompt on several models over the same cases: all models in each case, one right after the other, so that a run that
 * is stopped has whole cases, and what drifts meanwhile meets all. Which comes first turns with the case and the repeat.
 * Throws `dataset_invalid`. Deadlines of evals: see `runEval`.
 */
export async function runModels(settings: RunModelsSettings): Promise<ModelsRun> {
  const { suite, runs, models } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<ModelsCaseResult, string>({
    ...filled,
    sides: models,
    runs,
    repeats: suite.repeats,
    readSides: ({ sides }) => sides,
    runCase: (testCase) =>
      runCase({ testCase, runs, repeats: suite.repeats, judging: filled.judging }),
  });
  const judges = await filled.judges.finish(() =>
    cases.results.map(({ id, sides: [first = []] }) => ({ id, candidate: first, baseline: null })),
  );
  const judged = judges.length === 0 ? {} : { judges };
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases, ...judged };
}

interface RunCaseSettings {
  readonly testCase: Case;
  readonly runs: readonly RunCase[];
  readonly repeats: number;
  readonly judging: AnswersJudging;
}

async function runCase(settings: RunCaseSettings): Promise<ModelsCaseResult | null> {
  const { testCase, runs, repeats, judging } = settings;
  const sides: Trial[][] = runs.map(() => []);
  const offset = Number.parseInt(contentDigest(testCase.id).slice(-2), 16);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const turn of runs.keys()) {
      const at = (offset + repeat + turn) % runs.length;
      const run = runs[at];
      const trial = run === undefined ? null : await runTrial({ run, testCase, repeat, judging });
      if (trial === null) return null;
      sides[at]?.push(trial);
    }
  }
  const { id, tags, cluster } = testCase;
  return { id, tags: judging.shared.list(tags), cluster, sides };
}

/** Two of the models as the gate compares two versions. */
export function pickPair(run: ModelsRun, candidate: number, baseline: number): PairedRun {
  const { earlier: _, ...others } = run;
  return {
    ...others,
    results: run.results.map(({ sides, ...result }): PairedCaseResult => {
      return { ...result, candidate: sides[candidate] ?? [], baseline: sides[baseline] ?? [] };
    }),
  };
}
