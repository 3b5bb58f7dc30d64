import type { Outcome } from "../provider/completion.js";
import type { EarlierBySide } from "./earlier-answers.js";
import type { EvidenceSubject, Verdict } from "./evidence.js";
import type { JudgeFigures } from "./judge-figures.js";

/**
 * A comparison of two versions, as one who ran it hands it to whoever keeps evidence: what the evals said of each
 * answer, and what that belongs to. It has no answers and no contexts. What it says of itself is never believed:
 * the gate judges the scores again.
 */
export interface EvidenceRun extends EvidenceSubject {
  /** The environment that it is for. */
  readonly environment: string;
  /** When it ended, and who ran it. */
  readonly ranAt: Date;
  readonly ranBy: string;
  /** What its gate said there. */
  readonly verdict: Verdict;
  /** The answers of each version that earlier runs asked for; absent where there are none. */
  readonly earlier?: EarlierBySide | undefined;
  /** Why it takes the place of an earlier run of the same comparison; absent where it does not. */
  readonly supersede?: string | undefined;
  /** What the suite's judges did; absent where it has none. Their cards are those of the suite, where it is judged again. */
  readonly judges?: readonly JudgeFigures[] | undefined;
  /** All cases of the dataset, in any order. */
  readonly cases: readonly ScoredCase[];
}

/** A case of the dataset: as many answers of each version as the suite has repeats. */
export interface ScoredCase {
  readonly id: string;
  readonly candidate: readonly ScoredAnswer[];
  readonly baseline: readonly ScoredAnswer[];
}

/**
 * An answer without its text. Its score is the mean of the evals' scores; one that is no success of its version is
 * not judged, and scores 0.
 */
export interface ScoredAnswer {
  /** Null where no answer came. */
  readonly outcome: Outcome | null;
  /** Those that apply to a success. */
  readonly evals: readonly ScoredEval[];
  /** Names of those that do not apply to a success. */
  readonly notApplicable: readonly string[];
  /** Null: unknown. */
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
  /** US dollars; null: unknown. */
  readonly cost: number | null;
  readonly durationMs: number;
  /** Why no answer came, or why it could not be judged; null where neither happened. */
  readonly error: AnswerError | null;
}

export interface ScoredEval {
  readonly name: string;
  readonly passed: boolean;
  /** 0 to 1. */
  readonly score: number;
  /** Why it did not pass; empty where it did. */
  readonly reason: string;
}

export interface AnswerError {
  /** `run`: no answer came. `eval`: the answer could not be judged. */
  readonly source: "run" | "eval";
  readonly kind: string;
  readonly message: string;
}
