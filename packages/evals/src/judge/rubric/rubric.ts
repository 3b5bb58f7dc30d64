import type { PromptVersion } from "@promptrail/core";

/** One verdict that a judge may give, of a fixed menu. */
export interface MenuChoice {
  /** What the judge writes: `good`. */
  readonly choice: string;
  /** What it counts, 0 to 1. */
  readonly score: number;
  /** When it is the right verdict, in plain words for the judge and for the people who label. */
  readonly means: string;
}

/** A question that the judge answers with `pass` or `fail`. */
export interface Criterion {
  /** `names_material` */
  readonly name: string;
  /** When an answer passes, in plain words. */
  readonly passes: string;
}

/** What a judge is asked: a score on a fixed menu, pass or fail of each criterion, or which of two answers is better. */
export type RubricMode =
  | { readonly mode: "score"; readonly question: string; readonly menu: readonly MenuChoice[] }
  | { readonly mode: "criteria"; readonly criteria: readonly Criterion[] }
  | { readonly mode: "pairwise"; readonly question: string };

/** What a judge says of one part of a rubric, and what each of its words counts, from the lowest. */
export interface RubricPart {
  /** `score`, `preference`, or the name of a criterion. */
  readonly name: string;
  readonly choices: readonly { readonly choice: string; readonly score: number }[];
}

/** How an answer is judged, as a versioned prompt of its own. Made by `defineRubric`. */
export interface Rubric<Family extends string = string> {
  /** The judging prompt: list it in the config's `prompts`, so that it is locked and reviewed like any other. */
  readonly prompt: PromptVersion<Family>;
  readonly asks: RubricMode;
  readonly parts: readonly RubricPart[];
  /** Of each text that the judge is shown, in UTF-16 units; the rest is cut, which the judge is told. */
  readonly longestText: number;
  /** An answer that deserves a low verdict: planted attacks are added to it. */
  readonly weakAnswer: string;
  /** Covers the prompt's content hash, the scores of its words, and the length at which texts are cut. */
  readonly hash: string;
}

/** The two words of a criterion, from the lowest. */
export const criterionChoices = [
  { choice: "fail", score: 0 },
  { choice: "pass", score: 1 },
] as const;

/** The words of a comparison: which answer is better, from what counts least for the first. */
export const preferenceChoices = [
  { choice: "second", score: 0 },
  { choice: "tie", score: 0.5 },
  { choice: "first", score: 1 },
] as const;
