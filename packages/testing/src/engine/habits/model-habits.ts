import type { EngineRequest } from "../engine-request.js";
import type { Instructions } from "../read-instructions.js";
import type { SeededChoice } from "../seeded-choice.js";

/** From this snapshot on, models take a limit of words for a hint where a product has much to tell. */
const looseSince = "2026-09-01";

/** Tokens of input and answer together, as the model's name says: `house-writer-8k`. Infinity where it says nothing. */
export function findWindow(model: string | undefined): number {
  const [, thousands] = /-(\d{1,4})k$/.exec(model ?? "") ?? [];
  return thousands === undefined ? Number.POSITIVE_INFINITY : 1_024 * Number(thousands);
}

/** `gpt-4.1-mini-2026-10-01`, `claude-sonnet-4-20250514`: the day of the snapshot; null for a name without one. */
function findSnapshot(model: string | undefined): string | null {
  const [, year, month, day] = /-(20\d\d)-?(\d\d)-?(\d\d)$/.exec(model ?? "") ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}

/** How often a small model takes a limit of words for a hint. */
const looseOfSmall = 0.03;

/** What a model makes of the rules: a later snapshot is not the earlier one, and a small model not a large one, though the prompt is the same. */
export function applyHabits(
  instructions: Instructions,
  model: string | undefined,
  choice: SeededChoice,
): Instructions {
  const snapshot = findSnapshot(model);
  const isLoose =
    (snapshot !== null && snapshot >= looseSince && choice.happens("loose", 0.4)) ||
    (model === "simulated-small" && choice.happens("small", looseOfSmall));
  return isLoose ? { ...instructions, maxWords: instructions.maxWords * 1.6 } : instructions;
}

/** Above it, what stands in the middle of the input is overlooked at times. */
const crowdedFrom = 0.7;

/** The user text as a model sees it: in a window that is nearly full, some lines in the middle of it are overlooked. */
export function attendTo(
  { user, model }: Pick<EngineRequest, "user" | "model">,
  inputTokens: number,
  choice: SeededChoice,
): string {
  if (inputTokens < crowdedFrom * findWindow(model)) return user;
  let seen = 0;
  return user
    .split("\n")
    .filter((line) => {
      const middle = (seen + line.length / 2) / Math.max(1, user.length);
      seen += line.length + 1;
      const isAside = middle > 0.25 && middle < 0.75 && line.startsWith("- ");
      return !(isAside && choice.happens(`overlook ${line}`, 0.6));
    })
    .join("\n");
}
