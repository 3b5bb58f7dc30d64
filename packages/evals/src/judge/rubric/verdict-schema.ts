import { z } from "zod";
import { criterionChoices, preferenceChoices, type RubricMode } from "./rubric.js";

const reason = z.string().describe("One or two sentences: what in the answer decides.");

const pass = z.enum(criterionChoices.map(({ choice }) => choice));

/**
 * What the judge has to write: its reason, then one word of the menu for each part, by the part's name and in the
 * rubric's order.
 */
export function toVerdictSchema(asks: RubricMode) {
  return z.object({ reason, verdict: toWords(asks) });
}

function toWords(asks: RubricMode) {
  switch (asks.mode) {
    case "score":
      return z.object({ score: z.enum(asks.menu.map(({ choice }) => choice)) });
    case "criteria":
      return z.object(Object.fromEntries(asks.criteria.map(({ name }) => [name, pass])));
    case "pairwise":
      return z.object({ preference: z.enum(preferenceChoices.map(({ choice }) => choice)) });
  }
}
