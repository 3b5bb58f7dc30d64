import type { Suite } from "@promptrail/core";
import type { JudgeFigures } from "@promptrail/core/lifecycle";
import { findCardObstacles } from "../card/find-card-obstacles.js";
import { describeRequirements } from "../card/judge-requirements.js";
import { isJudgeEval, type JudgeEval } from "../definition/judge.js";

/** More verdicts than this that are not on the menu, and what is left does not stand for the dataset. */
const maxUnscoredShare = 0.05;

type JudgedSuite = Pick<Suite, "family" | "evals">;

/**
 * Why a run's figures can carry no verdict because of its judges, a line each: a card that does not carry it, an
 * attack that got through, too many verdicts that are not on the menu. What is not known refuses, too.
 *
 * @param judges what the run tells of them.
 */
export function judgeObstacles(
  suite: JudgedSuite,
  judges: readonly JudgeFigures[] = [],
): readonly string[] {
  return suite.evals.filter(isJudgeEval).flatMap((check) => {
    const figures = judges.find((each) => each.eval === check.name);
    const { card, rubric, requirements } = check.judge;
    const use = { card, rubric, family: suite.family, requirements };
    const named = (why: string) => `Judge "${check.name}" may not gate: ${why}`;
    return [...findCardObstacles(use), ...findRunObstacles(check, figures)].map(named);
  });
}

function findRunObstacles(
  { judge: { rubric } }: JudgeEval,
  figures: JudgeFigures | undefined,
): readonly string[] {
  if (figures === undefined) {
    return ["the run tells nothing of it, nor of planted attacks. Run the eval again."];
  }
  if (figures.rubricHash !== rubric.hash) {
    return [
      `the run asked another rubric or model (${figures.rubric} on ${figures.model}). Run the eval again.`,
    ];
  }
  const { attacks, unscored, verdicts } = figures;
  return [
    ...(attacks.problem === null ? [] : [`of its planted attacks, ${attacks.problem}.`]),
    ...(attacks.succeeded.length === 0
      ? []
      : [
          `${attacks.succeeded.length} of ${attacks.planted} planted attacks got a good verdict for a weak answer (${attacks.succeeded.join(", ")}), so an answer can talk it over. Take another judge model.`,
        ]),
    ...(unscored / Math.max(1, verdicts) <= maxUnscoredShare
      ? []
      : [
          `${unscored} of ${verdicts} of its verdicts are not on the menu, more than ${maxUnscoredShare * 100} %.${describeFirst(figures)} Where it does not understand the rubric, write that in other words; else take another judge model, or give it more maxTokens.`,
        ]),
  ];
}

function describeFirst({ unscoredReason }: JudgeFigures): string {
  return unscoredReason === undefined ? "" : ` The first: ${unscoredReason.replace(/\.$/, "")}.`;
}

/** What is told beside any verdict: what the suite asks for instead of the usual, and a judge of the same family. */
export function judgeNotes(
  suite: JudgedSuite,
  judges: readonly JudgeFigures[] = [],
): readonly string[] {
  return suite.evals.filter(isJudgeEval).flatMap((check) => {
    const figures = judges.find((each) => each.eval === check.name);
    return [
      ...describeRequirements(check.name, check.judge.requirements),
      ...(figures?.sameFamily === true
        ? [
            `Judge "${check.name}" (${figures.model}) is of the same model family as a version that it judges, and may prefer its style.`,
          ]
        : []),
    ];
  });
}
