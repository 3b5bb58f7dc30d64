import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import { toAnswers } from "./answers.js";
import type { PairedCaseResult } from "./case-result.js";
import { type Judging, judgeAnswers } from "./judge-answer.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, type RanCase, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import { type RanTrial, runTrial } from "./run-trial.js";

export interface RunPairedEvalSettings extends RunSettings {
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
 * always finds the other's prompt in a cache. Throws `dataset_invalid`. Deadlines of evals: see `runEval`.
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
        judging: filled.judging,
        repeats: suite.repeats,
        runs: { candidate, baseline },
      }),
    judgeCase: async (testCase, { sides }) => {
      const [ofCandidate = [], ofBaseline = []] = sides;
      if (sides.length !== 2 || sides.some(({ length }) => length !== suite.repeats)) return null;
      return toResult(testCase, {
        candidate: await judgeAnswers(ofCandidate, testCase, filled.judging),
        baseline: await judgeAnswers(ofBaseline, testCase, filled.judging),
      });
    },
  });
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases };
}

interface RunPairSettings {
  readonly testCase: Case;
  readonly judging: Judging;
  readonly repeats: number;
  readonly runs: { readonly candidate: RunCase; readonly baseline: RunCase };
}

async function runPair(settings: RunPairSettings): Promise<RanCase<PairedCaseResult> | null> {
  const { testCase, judging, repeats, runs } = settings;
  const ran: { candidate: RanTrial[]; baseline: RanTrial[] } = { candidate: [], baseline: [] };
  const offset = Number.parseInt(contentDigest(testCase.id).slice(-1), 16);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const side of orderSides(offset + repeat)) {
      const trial = await runTrial({ run: runs[side], testCase, judging });
      if (trial === null) return null;
      ran[side].push(trial);
    }
  }
  const candidate = ran.candidate.map(({ trial }) => trial);
  const baseline = ran.baseline.map(({ trial }) => trial);
  return {
    result: toResult(testCase, { candidate, baseline }),
    sides: toAnswers([ran.candidate, ran.baseline]),
  };
}

function toResult(
  { id, tags, cluster }: Case,
  trials: Pick<PairedCaseResult, "candidate" | "baseline">,
): PairedCaseResult {
  return { id, tags, cluster, ...trials };
}

function orderSides(turn: number): readonly ("candidate" | "baseline")[] {
  return turn % 2 === 0 ? ["candidate", "baseline"] : ["baseline", "candidate"];
}
