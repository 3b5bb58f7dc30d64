import { defineJudge, readJudgeCard } from "@promptrail/evals";
import { descriptionJudgeV1 } from "../../prompts/description-judge-v1.ts";

const card = new URL("../../judges/product_description-keeps_the_rules.card.json", import.meta.url);

/**
 * A small model's verdict on a description, beside the heuristic: it sees an invented material that the heuristic has no
 * list for, and cannot count words. Passes where no rule is broken.
 */
export const keepsTheRules = defineJudge({
  name: "keeps_the_rules",
  rubric: descriptionJudgeV1,
  card: readJudgeCard(card),
  passScore: 0.8,
  showGroundTruth: false,
});
