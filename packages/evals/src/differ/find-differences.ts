import type { Eval } from "@promptrail/core";
import { isJudgeEval } from "../judge/definition/judge.js";
import type { Judgement, Trial } from "../runner/case-result.js";

/** A judge and another eval of its suite on the same answers: where one passes what the other fails. */
export interface EvalDifference {
  /** The judge's name. */
  readonly judge: string;
  /** The other eval's name; that of a judge, where a suite has two. */
  readonly eval: string;
  /** Answers that both judged. */
  readonly judged: number;
  /** Answers that the judge passes and the eval fails, in the run's order. */
  readonly judgeOnly: readonly DifferingAnswer[];
  /** Answers that the eval passes and the judge fails. */
  readonly evalOnly: readonly DifferingAnswer[];
}

/** An answer on which two evals differ. */
export interface DifferingAnswer {
  readonly id: string;
  /** Which answer to the case it is, from 0. */
  readonly repeat: number;
  /** Of the one that fails it. */
  readonly reason: string;
  /** Of the one that passes it. */
  readonly otherwise: string;
}

export interface AnsweredCase {
  readonly id: string;
  readonly trials: readonly Trial[];
}

/**
 * Each judge of a suite beside each other eval. Evals that ask no model are not compared with one another: they look at
 * different things, and differ all the time. Answers that one of both did not judge say nothing.
 */
export function findDifferences(
  evals: readonly Eval[],
  cases: readonly AnsweredCase[],
): readonly EvalDifference[] {
  return evals.flatMap((judge, at) =>
    isJudgeEval(judge)
      ? evals
          .filter((other, place) => !isJudgeEval(other) || place > at)
          .map((other) => compare(judge.name, other.name, cases))
      : [],
  );
}

function compare(judge: string, other: string, cases: readonly AnsweredCase[]): EvalDifference {
  const pairs = cases.flatMap(({ id, trials }) =>
    trials.flatMap(({ judgements }, repeat) => {
      const [own, others] = [judge, other].map((name) => findJudgement(judgements, name));
      return own === undefined || others === undefined ? [] : [{ id, repeat, own, others }];
    }),
  );
  const whereOnly = (passes: "own" | "others", fails: "own" | "others") =>
    pairs
      .filter((pair) => pair[passes].passed && !pair[fails].passed)
      .map(({ id, repeat, ...said }) => {
        return { id, repeat, reason: said[fails].reason, otherwise: said[passes].reason };
      });
  return {
    judge,
    eval: other,
    judged: pairs.length,
    judgeOnly: whereOnly("own", "others"),
    evalOnly: whereOnly("others", "own"),
  };
}

function findJudgement(judgements: readonly Judgement[], name: string): Judgement | undefined {
  return judgements.find((each) => each.name === name);
}
