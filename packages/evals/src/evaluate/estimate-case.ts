import type { Case, Suite } from "@promptrail/core";
import { toInput } from "../datasets/turns/to-input.js";
import { type ShownAnswers, toJudgingContext } from "../judge/ask/judged-texts.js";
import { isJudgeEval, type Judge } from "../judge/definition/judge.js";
import { plantAttacks } from "../judge/run/planted-attacks.js";
import type { MostCost } from "../runner/run-settings.js";
import type { EvaluatedVersion, EvaluatePorts } from "./evaluate-ports.js";

type CostPorts<Version extends EvaluatedVersion> = Pick<
  EvaluatePorts<Version>,
  "mostCostOf" | "judging"
>;

/**
 * What the first case of a run may cost at most: its answers, the verdicts of each judge on them, and the attacks that are
 * planted once a run. What evals ask beside them is not in it.
 *
 * @param versions the sides of the run, in their order.
 */
export function estimateCase<Version extends EvaluatedVersion>(
  ports: CostPorts<Version>,
  suite: Suite,
  versions: readonly Version[],
): MostCost {
  return async (testCase, calls) => {
    const answers = versions.map(async (version, at) => {
      const count = calls[at] ?? 0;
      if (count === 0) return 0;
      return times(count, (await ports.mostCostOf?.(version, testCase)) ?? null);
    });
    const judges = suite.evals
      .filter(isJudgeEval)
      .map(({ judge }) =>
        estimateJudge(ports, { judge, testCase, answers: versions.length * suite.repeats }),
      );
    return sum(await Promise.all([...answers, ...judges]));
  };
}

interface JudgedAnswers {
  readonly judge: Judge;
  readonly testCase: Case;
  /** How many answers of the case it judges, all sides together. */
  readonly answers: number;
}

async function estimateJudge<Version extends EvaluatedVersion>(
  { judging }: CostPorts<Version>,
  { judge, testCase, answers }: JudgedAnswers,
): Promise<number | null> {
  const { rubric, repeats, showsGroundTruth, maxCost } = judge;
  const isComparison = rubric.asks.mode === "pairwise";
  if (judging === undefined || (isComparison && answers < 2)) return 0;
  const reference = showsGroundTruth ? testCase.groundTruth : null;
  const judged = { input: toInput({ ...testCase, context: testCase.context }), reference };
  const costOf = async (answer: string) => {
    const shown: ShownAnswers = isComparison ? [answer, longest] : [answer];
    const context = toJudgingContext(rubric, judged, shown);
    return (await judging.mostCostOf?.(rubric.prompt, context)) ?? null;
  };
  // A longer answer is cut.
  const longest = "x".repeat(rubric.longestText);
  const { weakAnswer } = rubric;
  const attacked = plantAttacks(rubric).map(({ text }) => `${weakAnswer}\n\n${text}`);
  const planted = sum(await Promise.all([weakAnswer, ...attacked].map(costOf)));
  // Of a comparison one question is about two answers, and is asked in both orders.
  const all = sum([
    times(answers * repeats, await costOf(longest)),
    times(isComparison ? 2 : 1, planted),
  ]);
  return all === null || maxCost === null ? all : Math.min(all, maxCost);
}

function times(count: number, cost: number | null): number | null {
  return cost === null ? null : count * cost;
}

/** Null where one of them is. */
function sum(costs: readonly (number | null)[]): number | null {
  return costs.reduce<number | null>(
    (total, cost) => (total === null || cost === null ? null : total + cost),
    0,
  );
}
