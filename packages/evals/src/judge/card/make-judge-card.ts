import type { Rubric } from "../rubric/rubric.js";
import { countVotes, type LabelledVotes } from "./count-votes.js";
import type { CardCounts, CardPart, JudgeCard } from "./judge-card.js";
import { toCardFigures } from "./to-card-figures.js";

export interface MakeJudgeCardSettings {
  readonly rubric: Rubric;
  /** The family whose answers people labelled. */
  readonly family: string;
  readonly labelled: readonly LabelledVotes[];
  readonly madeAt: Date;
}

/** The card of a judge, from what people and the judge say of the same answers. */
export function makeJudgeCard(settings: MakeJudgeCardSettings): JudgeCard {
  const { rubric, family, labelled, madeAt } = settings;
  const { prompt } = rubric;
  return {
    family,
    rubric: prompt.key,
    rubricHash: rubric.hash,
    provider: prompt.content.provider,
    model: prompt.content.model,
    madeAt,
    parts: countVotes(rubric, labelled).map(toCardPart),
  };
}

export function toCardPart(counts: CardCounts): CardPart {
  return { ...counts, ...toCardFigures(counts) };
}
