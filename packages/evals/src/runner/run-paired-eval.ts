import { type Case, contentDigest, type Eval } from "@promptrail/core";
import type { PairedCaseResult, Trial } from "./case-result.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import { runTrial } from "./run-trial.js";

export interface RunPairedEvalSettings extends RunSettings<PairedCaseResult> {
  readonly candidate: RunCase;
  readonly baseline: RunCase;
}

/** Two versions over the same cases. */
export interface PairedRun extends CasesRun<PairedCaseResult> {
  readonly family: string;
  readonly suiteHash: string;
}

/**
 * Runs candidate and baseline over the same cases, one right after the other in each case, so that a vendor's
 * drift during the run meets both. Which goes first alternates by the case's id and the repeat, so that neither
 * always finds the other's prompt in a cache. Throws `dataset_invalid`.
 */
export async function runPairedEval(settings: RunPairedEvalSettings): Promise<PairedRun> {
  const { suite, candidate, baseline } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<PairedCaseResult>({
    ...filled,
    readSides: (result) => [result.candidate, result.baseline],
    runCase: (testCase) =>
      runPair({
        testCase,
        evals: suite.evals,
        repeats: suite.repeats,
        runs: { candidate, baseline },
        abandon: filled.abandon,
      }),
  });
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases };
}

interface RunPairSettings {
  readonly testCase: Case;
  readonly evals: readonly Eval[];
  readonly repeats: number;
  readonly runs: { readonly candidate: RunCase; readonly baseline: RunCase };
  readonly abandon: AbortSignal;
}

async function runPair(settings: RunPairSettings): Promise<PairedCaseResult | null> {
  const { testCase, evals, repeats, runs, abandon } = settings;
  const trials: { candidate: Trial[]; baseline: Trial[] } = { candidate: [], baseline: [] };
  const offset = Number.parseInt(contentDigest(testCase.id).slice(-1), 16);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const side of orderSides(offset + repeat)) {
      const trial = await runTrial({ run: runs[side], testCase, evals, abandon });
      if (trial === null) return null;
      trials[side].push(trial);
    }
  }
  const { id, tags, cluster } = testCase;
  return { id, tags, cluster, ...trials };
}

function orderSides(turn: number): readonly ("candidate" | "baseline")[] {
  return turn % 2 === 0 ? ["candidate", "baseline"] : ["baseline", "candidate"];
}
