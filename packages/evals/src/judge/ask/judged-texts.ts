import { randomBytes } from "node:crypto";
import type { JsonObject } from "@promptrail/core";
import type { Rubric } from "../rubric/rubric.js";

/** What a judge is shown of a case. */
export interface JudgedCase {
  /** The context of the call. */
  readonly input: unknown;
  /** A right answer, where the case has one; null where it has none. */
  readonly reference: unknown;
}

/** One answer; or the two of a comparison, in the order in which the judge sees them. */
export type ShownAnswers = readonly [string] | readonly [string, string];

/**
 * The judging prompt's context. The fence is new in each request and stands in none of its texts, so that no text
 * can end its own block; each text is cut at the rubric's length.
 */
export function toJudgingContext(
  { longestText }: Pick<Rubric, "longestText">,
  { input, reference }: JudgedCase,
  answers: ShownAnswers,
): JsonObject {
  const show = (value: unknown) => cutShown(toText(value), longestText);
  const shown = { input: show(input), reference: reference == null ? "" : show(reference) };
  const [first, second] = answers.map(show);
  const texts = second === undefined ? { answer: first } : { first, second };
  const all = [...Object.values(shown), first ?? "", second ?? ""];
  return { fence: drawFence(all), ...shown, ...omitUndefined(texts) };
}

function omitUndefined(texts: Readonly<Record<string, string | undefined>>): JsonObject {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text ?? ""]));
}

function drawFence(texts: readonly string[]): string {
  for (;;) {
    const fence = randomBytes(12).toString("hex");
    if (!texts.some((text) => text.includes(fence))) return fence;
  }
}

/** A text as it is; anything else as JSON. */
export function toText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value, null, 2) ?? "");
}

/** Cut between characters, with a line that says how much is gone. */
function cutShown(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const kept = text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept}\n[cut here: ${text.length - kept.length} more characters]`;
}
