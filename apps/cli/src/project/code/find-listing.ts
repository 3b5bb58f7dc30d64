import type { Code } from "./read-code.js";

/** A member of a list, and whether the list is the `prompts` of a config. */
export interface Listing {
  readonly start: number;
  readonly end: number;
  readonly isOfConfig: boolean;
}

/** Where a list has a value as a member: `[greetingV1]` for `greetingV1`, `[prompts.greetingV1]` for `prompts.greetingV1`. */
export function findListings(code: Code, name: string): readonly Listing[] {
  const { tokens, parents } = code;
  const words = name.split(/(\.)/);
  return tokens.flatMap(({ start }, at) => {
    const last = tokens[at + words.length - 1];
    const open = parents[at] ?? -1;
    const isMember =
      words.every((word, index) => tokens[at + index]?.value === word) &&
      /^[[,]$/.test(tokens[at - 1]?.value ?? "") &&
      /^[\],]$/.test(tokens[at + words.length]?.value ?? "");
    if (!isMember || last === undefined || !isList(code, open)) return [];
    const isOfConfig =
      tokens[open - 1]?.value === ":" && /^["']?prompts["']?$/.test(tokens[open - 2]?.value ?? "");
    return { start, end: last.end, isOfConfig };
  });
}

/** The list that is the `prompts` of a config, and has no member; null where there is none. */
export function findEmptyListing(code: Code): { readonly at: number } | null {
  const { tokens, closers } = code;
  const open = tokens.findIndex(
    ({ value }, at) =>
      value === "[" && tokens[at - 1]?.value === ":" && tokens[at - 2]?.value === "prompts",
  );
  const found = tokens[open];
  return found !== undefined && closers.get(open) === open + 1 ? { at: found.end } : null;
}

/** A list that is written down, and no index, type or pattern. */
function isList({ tokens }: Code, open: number): boolean {
  const { value = "" } = tokens[open - 1] ?? {};
  if (tokens[open]?.value !== "[") return false;
  return /^(?:[=:(,[?]|=>|\.\.\.|\|\||\?\?|&&|return|default|satisfies)$/.test(value);
}
