import type { EstimatedFigure, SideFigures } from "../../gate/side-figures.js";

/** A model of a run, as the frontier names it. */
export interface JudgedModel {
  /** `openai/gpt-5-mini` */
  readonly model: string;
  readonly contentHash: string;
}

/** What is shown of one model's mean score against that of the version's own model, over the same cases. */
export interface QualityDifference {
  /** Pairs. */
  readonly n: number;
  /** Clusters, where there are any, else pairs. */
  readonly units: number;
  /** This model less the own one, in points of the score (0 to 1). */
  readonly difference: number;
  /** One-sided; the bounds of all models hold together. */
  readonly atLeast: number;
  /** Of "worse by the margin or more", before Holm's correction. */
  readonly p: number;
  /** Of "not worse", by the gate's exact test over all cases and its protected slices, before Holm's correction. */
  readonly harmP: number;
  readonly stand: "not_worse" | "worse" | "not_shown";
}

/** What is shown of one model's cost against that of the version's own model, over the same cases. */
export interface CostDifference {
  readonly n: number;
  readonly units: number;
  /** This model's mean cost divided by the own one's. */
  readonly ratio: number;
  /** One-sided; the bounds of all models hold together. Null: the cases bound nothing. */
  readonly atMost: number | null;
  /** Of "not cheaper", before Holm's correction. */
  readonly p: number;
  /** Of "cheaper", before Holm's correction. */
  readonly dearerP: number;
  readonly stand: "cheaper" | "not_cheaper" | "not_shown";
}

/** What is shown of one model with all models taken together. */
export interface ShownDifferences {
  readonly quality: QualityDifference | null;
  readonly cost: CostDifference | null;
  /** Whether both parts of the `yes` are shown together. */
  readonly isBoth: boolean;
}

/**
 * Whether a model is cheaper and not worse at the gate's margin. `yes`: both are shown. `no`: it is shown to be worse or not to be
 * cheaper, it failed a must-pass eval, or lies below a floor. `inconclusive`: neither, or the run can carry no verdict.
 */
export interface ModelVerdict {
  readonly verdict: "yes" | "no" | "inconclusive";
  readonly reasons: readonly string[];
  /** Null where no case could be compared. */
  readonly quality: QualityDifference | null;
  /** Null where what an answer costs is unknown on either side: there is no verdict on cost then. */
  readonly cost: CostDifference | null;
}

/** One model on the frontier. */
export interface ModelPoint {
  /** `openai/gpt-5-mini` */
  readonly model: string;
  /** Whether it is the version's own. */
  readonly isOwn: boolean;
  /** Of the prompt on this model. */
  readonly contentHash: string;
  /** The mean score, with an interval that holds with those of all other models; null without a case that has a score. */
  readonly quality: EstimatedFigure | null;
  /** US dollars an answer, the mean over the cases; likewise. Null where it is unknown, never 0. */
  readonly cost: EstimatedFigure | null;
  /** A model whose mean score is at least as high at no higher cost; null where there is none, and where its cost is unknown. */
  readonly dominatedBy: {
    readonly model: string;
    /** Whether a higher score at a lower cost is shown, with all pairs of models taken together. */
    readonly isShown: boolean;
  } | null;
  /** All figures of the model alone; its intervals are 95 % each by itself. */
  readonly figures: SideFigures;
  /** Null for the version's own model. */
  readonly verdict: ModelVerdict | null;
}

/** Cost and quality of one prompt on several models. It is no evidence: another model is another content hash. */
export interface ModelFrontier {
  /** The version's own model first. */
  readonly points: readonly ModelPoint[];
  readonly margin: number;
  readonly alpha: number;
  /** The cheapest model with the verdict `yes`; null without one. */
  readonly best: string | null;
}
