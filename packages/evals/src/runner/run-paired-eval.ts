import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";
import type { PairedCaseResult, Trial } from "./case-result.js";
import type { Opponent } from "./evaluator/evaluator.js";
import type { RunCase } from "./run-answer.js";
import { type CasesRun, runCases } from "./run-cases.js";
import { fillRunSettings, type RunSettings } from "./run-settings.js";
import type { AnswersJudging } from "./trials/judge-answer.js";
import { type AskedTrial, askTrial, judgeAsked } from "./trials/run-trial.js";

export interface RunPairedEvalSettings extends RunSettings {
  readonly candidate: RunCase;
  readonly baseline: RunCase;
}

/** Two versions over the same cases. */
export interface PairedRun extends CasesRun<PairedCaseResult, "candidate" | "baseline"> {
  readonly family: string;
  readonly suiteHash: string;
  /** How often within a day the answers of the candidate were put aside for new ones; absent where they were not. */
  readonly begunAnew?: number | undefined;
}

/**
 * Runs candidate and baseline over the same cases, one right after the other in each case, so that a vendor's
 * drift during the run meets both. Which goes first alternates by the case's id and the repeat, so that neither
 * always finds the other's prompt in a cache. Throws `dataset_invalid`. Deadlines of evals: see `runEval`.
 */
export async function runPairedEval(settings: RunPairedEvalSettings): Promise<PairedRun> {
  const { suite, candidate, baseline } = settings;
  const filled = fillRunSettings(settings);
  const cases = await runCases<PairedCaseResult, "candidate" | "baseline">({
    ...filled,
    sides: ["candidate", "baseline"],
    runs: [candidate, baseline],
    repeats: suite.repeats,
    readSides: (result) => [result.candidate, result.baseline],
    runCase: (testCase) =>
      runPair({
        testCase,
        judging: filled.judging,
        repeats: suite.repeats,
        runs: { candidate, baseline },
      }),
  });
  const judges = await filled.judges.finish(() => cases.results);
  const judged = judges.length === 0 ? {} : { judges };
  return { family: suite.family, suiteHash: suite.suiteHash, ...cases, ...judged };
}

interface JudgePairSettings {
  readonly testCase: Case;
  readonly judging: AnswersJudging;
}

interface RunPairSettings extends JudgePairSettings {
  readonly repeats: number;
  readonly runs: { readonly candidate: RunCase; readonly baseline: RunCase };
}

/** Of each side, in the order of the repeats. */
interface Sides<Each> {
  readonly candidate: readonly Each[];
  readonly baseline: readonly Each[];
}

async function runPair(settings: RunPairSettings): Promise<PairedCaseResult | null> {
  const { testCase, judging, repeats, runs } = settings;
  const asked: Record<"candidate" | "baseline", AskedTrial[]> = { candidate: [], baseline: [] };
  const offset = Number.parseInt(contentDigest(testCase.id).slice(-1), 16);
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    for (const side of orderSides(offset + repeat)) {
      const one = await askTrial({ run: runs[side], testCase, repeat, judging });
      if (one === null) return null;
      asked[side].push(one);
    }
  }
  return judgePair(asked, settings);
}

/** Once both sides have answered: a judge may compare the two. Null where the run was abandoned meanwhile. */
async function judgePair(
  asked: Sides<AskedTrial>,
  settings: JudgePairSettings,
): Promise<PairedCaseResult | null> {
  const pairs = asked.candidate.map(() => ({}));
  const candidate = await judgeSide(asked.candidate, settings, (at) => ({
    pair: pairs[at] ?? {},
    isCandidate: false,
    answer: toShown(asked.baseline[at]),
  }));
  const baseline = await judgeSide(asked.baseline, settings, (at) => ({
    pair: pairs[at] ?? {},
    isCandidate: true,
    answer: toShown(asked.candidate[at]),
  }));
  if (candidate === null || baseline === null) return null;
  const { id, tags, cluster } = settings.testCase;
  return { id, tags: settings.judging.shared.list(tags), cluster, candidate, baseline };
}

async function judgeSide(
  asked: readonly AskedTrial[],
  settings: JudgePairSettings,
  toOpponent: (at: number) => Opponent,
): Promise<readonly Trial[] | null> {
  const trials: Trial[] = [];
  for (const [at, one] of asked.entries()) {
    const judged = await judgeAsked(one, { ...settings, opponent: toOpponent(at) });
    if (judged === null) return null;
    trials.push(judged);
  }
  return trials.slice();
}

function toShown(asked: AskedTrial | undefined): Opponent["answer"] {
  if (asked?.answer == null) return null;
  const { text: output, toolCalls = [], success } = asked.answer;
  return { output, toolCalls, success };
}

function orderSides(turn: number): readonly ("candidate" | "baseline")[] {
  return turn % 2 === 0 ? ["candidate", "baseline"] : ["baseline", "candidate"];
}
