import type { Interval } from "../../statistics/means/interval.js";

/** What is known of a judge: how far it agrees with people, on one family's answers. Made by `makeJudgeCard`. */
export interface JudgeCard {
  /** The family whose answers people labelled. */
  readonly family: string;
  /** The rubric's key: `description_judge_v1`. */
  readonly rubric: string;
  readonly rubricHash: string;
  readonly provider: string;
  readonly model: string;
  /** When it was made. */
  readonly madeAt: Date;
  /** One for a score or a comparison; one for each criterion. */
  readonly parts: readonly CardPart[];
}

/** What was counted of a part of a rubric. The figures follow from the counts. */
export interface CardCounts {
  /** `score`, `preference`, or the name of a criterion. */
  readonly name: string;
  /** The words of the menu with what they count, from the lowest. */
  readonly choices: readonly { readonly choice: string; readonly score: number }[];
  /** Labels of people on different answers. */
  readonly labels: number;
  /** Labels whose two votes say the same: both orders of a comparison, or twice the same question. */
  readonly consistent: number;
  /** Labels whose two votes differ; those with an unscored vote are neither. */
  readonly flips: number;
  /** Flips of a comparison, by the slot that both votes preferred; null where nothing is compared. */
  readonly slots: { readonly first: number; readonly second: number } | null;
  readonly votes: number;
  /** Votes that were not on the menu. */
  readonly unscored: number;
  /** The same question asked twice in the same order; null where that was not done. */
  readonly repeats: { readonly asked: number; readonly agreed: number } | null;
  /** Of the consistent labels: rows are what people say, columns what the judge says, both in the order of `choices`. */
  readonly matrix: readonly (readonly number[])[];
}

export interface CardFigures {
  /** The share of the consistent labels on which judge and people say the same word; null of none. */
  readonly agreement: number | null;
  /** Cohen's kappa with quadratic weights and its two-sided 95 % interval; null where it is not defined. */
  readonly kappa: (Interval & { readonly value: number }) | null;
  /** Gwet's AC1, which high prevalence does not pull down; null of no label. */
  readonly ac1: number | null;
  /** The share of the labels that are consistent; null of no label. */
  readonly consistency: number | null;
  /** Two-sided exact binomial p of the slots among the flips; null where nothing is compared. */
  readonly slotP: number | null;
  /** Answers that people find bad and the judge good; null in a comparison, where no answer is good by itself. */
  readonly dangerous: DangerousCells | null;
  /** The share of repeated questions that were answered alike; null: not asked. */
  readonly repeatReliability: number | null;
  /** Null of no vote. */
  readonly unscoredShare: number | null;
}

export interface DangerousCells {
  /** The judge's score is at least 0.8, people's at most 0.3. */
  readonly count: number;
  /** Labels whose score is at most 0.3. */
  readonly of: number;
  /** The upper end of the one-sided 95 % Clopper–Pearson bound of their share; 1 of none. */
  readonly upper: number;
}

export interface CardPart extends CardCounts, CardFigures {}
