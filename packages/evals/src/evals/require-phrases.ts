import { PromptrailError } from "@promptrail/core";
import { foldText } from "./to-phrase-pattern.js";

/** Throws `invalid_definition` for no phrase at all, and for a blank one: such a check would judge nothing. */
export function requirePhrases(check: string, phrases: readonly string[]): void {
  if (phrases.length > 0 && phrases.every((phrase) => foldText(phrase).trim() !== "")) return;
  const problem =
    phrases.length === 0
      ? "no phrase. Give it at least one."
      : "an empty phrase. Remove it; for white space, take matchesPattern.";
  throw new PromptrailError("invalid_definition", `${check} has ${problem}`, { eval: check });
}
