import type { Eval } from "@promptrail/core";
import type { JudgeCard } from "../card/judge-card.js";
import type { JudgeRequirements } from "../card/judge-requirements.js";
import type { JudgeLabel } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";

/** What an eval that asks a model has beside other evals. */
export interface Judge {
  readonly rubric: Rubric;
  /** How often each question is asked; of a comparison, in each order. */
  readonly repeats: number;
  /** An answer passes from this score on. */
  readonly passScore: number;
  /** Whether the judge is shown the case's ground truth as a right answer. */
  readonly showsGroundTruth: boolean;
  /** Null where there is none: the judge may then not gate. */
  readonly card: JudgeCard | null;
  readonly requirements: JudgeRequirements;
  /** What people said of answers; those of the answers of a run correct its figures. */
  readonly labels: readonly JudgeLabel[];
  /** US dollars that it may cost in one run; null: no limit of its own. */
  readonly maxCost: number | null;
  /** What of it is part of the suite hash: rubric and model, repeats, what passes, what is asked of its card. */
  readonly hash: string;
}

/** An eval that asks a model. Made by `defineJudge`. */
export interface JudgeEval extends Eval {
  readonly judge: Judge;
}

/** Recognised by its data, not by its maker: another copy of this package may have made it. */
export function isJudgeEval(check: Eval): check is JudgeEval {
  return "judge" in check;
}
