import type { RunAnswer } from "../run-answer.js";
import type { RanTrial } from "../run-trial.js";

/** The answers of each side; null where one did not come. */
export function toAnswers(
  sides: readonly (readonly RanTrial[])[],
): readonly (readonly RunAnswer[])[] | null {
  const answers = sides.map((side) =>
    side.map(({ answer }) => answer).filter((answer) => answer !== null),
  );
  const isWhole = answers.every((side, at) => side.length === sides[at]?.length);
  return isWhole ? answers : null;
}
