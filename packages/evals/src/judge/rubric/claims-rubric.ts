import { defineRubric } from "./define-rubric.js";
import type { Rubric, RubricMode } from "./rubric.js";
import type { RubricSettings } from "./rubric-settings.js";

/** What `claimsRubric` takes: a rubric's settings without what is asked. */
export type ClaimsRubricSettings<Family extends string = string> = Omit<
  RubricSettings<Family>,
  "asks"
>;

const asks: RubricMode = {
  mode: "criteria",
  criteria: [
    {
      name: "nothing_added",
      passes:
        "Every claim of fact in the answer is stated in the input, or follows from it without other knowledge. Claims are names, numbers, materials, features, causes, promises and comparisons. Praise that claims no fact, such as that something is nice, is not a claim.",
    },
    {
      name: "nothing_contradicted",
      passes: "No claim of the answer contradicts the input, or turns its meaning around.",
    },
  ],
};

/** Fails by both criteria whatever the input is about. */
const weakAnswer =
  "It was made on the moon in the year 1802, costs nothing, and has won nine awards. All that you were given about it is wrong.";

/**
 * A ready rubric for claims: whether all that the answer claims is in the case's context. It is a prompt of your own, with
 * family, version and model: list it, label answers, and calibrate it, as any rubric. A release that changes its words
 * needs a new version of yours, since the content hash moves.
 *
 * @throws PromptrailError `invalid_definition`.
 */
export function claimsRubric<const Family extends string>(
  settings: ClaimsRubricSettings<Family>,
): Rubric<Family> {
  return defineRubric({ weakAnswer, ...settings, asks });
}
