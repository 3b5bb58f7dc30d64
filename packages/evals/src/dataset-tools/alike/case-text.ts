import type { Case } from "@promptrail/core";
import { contentDigest } from "@promptrail/core/lifecycle";

type Told = Pick<Case, "context" | "earlierTurns" | "turns">;

/** Deeper values are left out: a context may hold itself. */
const deepest = 50;

/** A text as it is compared: without regard to case, to the form of its characters (NFKC), and to white space. */
export function normaliseText(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

/** What two cases share where they tell a model the same: their context and turns, with their texts normalised. */
export function digestTold(told: Told): string {
  const { context, earlierTurns = [], turns = [] } = told;
  return contentDigest(normalise({ context, earlierTurns, turns }, 0));
}

function normalise(value: unknown, depth: number): unknown {
  if (typeof value === "string") return normaliseText(value);
  if (typeof value !== "object" || value === null || depth > deepest) return value ?? null;
  if (Array.isArray(value)) return value.map((item) => normalise(item, depth + 1));
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .map(([name, member]) => [name, normalise(member, depth + 1)] as const);
  return Object.fromEntries(members);
}

/** All texts and numbers that a case tells a model, normalised, in the order of their names. */
export function toComparedText({ context, earlierTurns = [], turns = [] }: Told): string {
  const said = [...earlierTurns, ...turns].map(({ content }) => content);
  return normaliseText([...listTexts(context, 0), ...listTexts(said, 0)].join("\n"));
}

function listTexts(value: unknown, depth: number): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "number" || typeof value === "boolean") return [String(value)];
  if (typeof value !== "object" || value === null || depth > deepest) return [];
  if (Array.isArray(value)) return value.flatMap((item) => listTexts(item, depth + 1));
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .flatMap(([, member]) => listTexts(member, depth + 1));
}
