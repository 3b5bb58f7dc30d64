import type { JudgeRequirements } from "../card/judge-requirements.js";
import { bad } from "../card/to-card-figures.js";
import type { JudgeLabel } from "../labels/judge-label.js";
import type { Rubric } from "../rubric/rubric.js";

/** How many labels of a part there are, and how many a card asks for at least. */
export interface LabelCounts {
  /** The part of the rubric: `score`, `preference`, or the name of a criterion. */
  readonly part: string;
  /** How often people said each word, from the lowest. */
  readonly words: readonly { readonly choice: string; readonly labels: number }[];
  /**
   * So many answers that people find bad are needed at the least, where the judge finds none of them good: with fewer, the upper bound of
   * dangerous cells is above what is allowed. 0 for a comparison; infinite where no share at all is allowed.
   */
  readonly badNeeded: number;
  readonly bad: number;
}

/**
 * Counts labels, part by part. The upper 95 % bound of none of n is 1 − 0.05^(1/n) (Clopper and Pearson 1934), from which the least n follows.
 *
 * @param labels one for each answer.
 */
export function countLabels(
  labels: readonly Pick<JudgeLabel, "words">[],
  { asks, parts }: Pick<Rubric, "asks" | "parts">,
  { dangerous }: Pick<JudgeRequirements, "dangerous">,
): readonly LabelCounts[] {
  return parts.map(({ name, choices }) => {
    const words = choices.map(({ choice, score }) => ({
      choice,
      score,
      labels: labels.filter((label) => label.words[name] === choice).length,
    }));
    const isBad = ({ score }: { readonly score: number }) => score <= bad;
    return {
      part: name,
      words: words.map(({ choice, labels: count }) => ({ choice, labels: count })),
      badNeeded: asks.mode === "pairwise" ? 0 : countNeeded(dangerous),
      bad: words.filter(isBad).reduce((sum, { labels: count }) => sum + count, 0),
    };
  });
}

function countNeeded(most: number): number {
  if (most >= 1) return 0;
  return most <= 0 ? Number.POSITIVE_INFINITY : Math.ceil(Math.log(0.05) / Math.log1p(-most));
}
