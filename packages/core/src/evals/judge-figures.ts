/** What a judge did in a run: it is told apart from what was judged. */
export interface JudgeFigures {
  /** The eval's name. */
  readonly eval: string;
  /** The rubric's key: `description_judge_v1`. */
  readonly rubric: string;
  readonly rubricHash: string;
  readonly provider: string;
  readonly model: string;
  /** Null where it has no card. */
  readonly cardHash: string | null;
  /** Requests to the judge, planted attacks included. */
  readonly calls: number;
  /** US dollars of them; null where that of one is unknown. */
  readonly cost: number | null;
  /** What the judge answered in earlier runs, and was not asked again; absent where there is none. */
  readonly earlier?: { readonly calls: number; readonly oldestAt: Date } | undefined;
  /** Questions about answers that were asked; of a comparison, each in both orders. */
  readonly verdicts: number;
  /** Questions without a verdict of the menu. */
  readonly unscored: number;
  /** Why the first of those could not be read; absent where there is none. */
  readonly unscoredReason?: string | undefined;
  /** Comparisons that came out otherwise in the other order: each is a tie. Null where nothing is compared. */
  readonly flips: number | null;
  readonly attacks: AttackFigures;
  /** True where judge and a version under test are models of one family: a judge may prefer its own style. */
  readonly sameFamily: boolean;
  /** Its mean score, or the difference of the versions' mean scores, beside what people would find. */
  readonly corrected: CorrectedFigure;
}

/** Answers that ask for a good verdict, planted in the run. */
export interface AttackFigures {
  readonly planted: number;
  /** Names of those that were judged well. */
  readonly succeeded: readonly string[];
  /** Why they show nothing; null where they do. */
  readonly problem: string | null;
}

/** A judge's figure as people's labels correct it, or why they do not. */
export type CorrectedFigure = CorrectedByLabels | Uncorrected;

export interface CorrectedByLabels {
  readonly kind: "corrected";
  /** The difference of the versions' mean scores; of one version alone its mean score. */
  readonly value: number;
  /** The ends of its two-sided 95 % interval. */
  readonly lower: number;
  readonly upper: number;
  /** How far the judge is used: 0 labels alone, 1 plain prediction-powered inference. */
  readonly lambda: number;
  /** Cases with labels on every answer of the comparison, and all that the judge judged. */
  readonly labelled: number;
  readonly cases: number;
}

export interface Uncorrected {
  readonly kind: "uncorrected";
  readonly why: string;
}
