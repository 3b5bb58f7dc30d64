import type { Suite } from "@promptrail/core";
import type { JudgeFigures } from "@promptrail/core/lifecycle";
import type { Trial } from "../case-result.js";
import type { Evaluator } from "./evaluator.js";

/** What asks the judges of a run. Made by `createJudging`. */
export interface Judging {
  /** @throws PromptrailError `request_invalid` where a judge is the model that it judges. */
  readonly open: (settings: OpenJudgesSettings) => OpenJudges;
}

export interface OpenJudgesSettings {
  readonly suite: Suite;
  /** Runs all other evals. */
  readonly evaluator: Evaluator;
  readonly abandon: AbortSignal;
  /** Told of each request to a judge; `cost` in US dollars, null where it is unknown. */
  readonly onSpent: (spent: { readonly cost: number | null; readonly isAnswered: boolean }) => void;
  /** Throws where judges may ask for nothing more. Left out: they may. */
  readonly requireRoom?: () => void;
}

/** The judges of one run. */
export interface OpenJudges {
  /** Judges in this thread, which has what asks them; all other evals where they ran before. */
  readonly evaluator: Evaluator;
  /** What each judge did; empty where the suite has none, or nothing asks them. */
  readonly finish: (
    readCases: () => readonly JudgedCaseResult[],
  ) => Promise<readonly JudgeFigures[]>;
}

/** A case of a run. */
export interface JudgedCaseResult {
  readonly id: string;
  readonly candidate: readonly Trial[];
  /** Null where one version ran alone. */
  readonly baseline: readonly Trial[] | null;
}

/** The judges of a run that is given nothing that asks them. */
export function openJudges(judging: Judging | undefined, settings: OpenJudgesSettings): OpenJudges {
  const { evaluator } = settings;
  return judging === undefined ? { evaluator, finish: async () => [] } : judging.open(settings);
}
