import { findRule, type Instructions, rules } from "../read-instructions.js";
import type { SeededChoice } from "../seeded-choice.js";

/** How often a vendor's models keep to the rule that a text states first, where it states another one that excludes it. */
const firstWins: Readonly<Record<string, number>> = { anthropic: 0.8, openai: 0.2, deepseek: 0.5 };

/**
 * What a model follows of rules that exclude each other: one of the two, by where they stand in the text and by the vendor's habit.
 * It falls the same way for the same user text. Rules that can be kept together are kept.
 */
export function settleConflicts(
  instructions: Instructions,
  { system, vendor, choice }: { system: string; vendor: string | undefined; choice: SeededChoice },
): Instructions {
  const share = firstWins[vendor ?? ""] ?? 0.5;
  const keepsFirst = (label: string, first: RegExp, second: RegExp) => {
    const isAhead = findRule(system, first) <= findRule(system, second);
    return choice.happens(`conflict ${label}`, share) === isAhead;
  };
  let settled = instructions;
  if (settled.minWords > settled.maxWords) {
    settled = keepsFirst("words", rules.mostWords, rules.leastWords)
      ? { ...settled, minWords: 0 }
      : { ...settled, maxWords: Number.POSITIVE_INFINITY };
  }
  if (settled.secondPerson && settled.thirdPerson) {
    settled = keepsFirst("person", rules.secondPerson, rules.thirdPerson)
      ? { ...settled, thirdPerson: false }
      : { ...settled, secondPerson: false };
  }
  return settled;
}
