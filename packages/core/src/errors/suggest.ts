import leven from "leven";

/** In UTF-16 units: what is longer is no slip of the hand, and would be compared letter by letter. */
const longestName = 200;

/** ` Did you mean "x"?`, or nothing where no known name is near. */
export function suggest(name: string, known: readonly string[]): string {
  const nearest = findNearest(name, known);
  return nearest === undefined ? "" : ` Did you mean "${nearest}"?`;
}

/** The known name within a third of the letters, at least two edits; undefined where there is none, or the name is long. */
export function findNearest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const limit = Math.max(2, Math.floor(name.length / 3));
  return known
    .map((candidate) => ({ candidate, edits: leven(name, candidate) }))
    .filter(({ edits, candidate }) => edits <= limit && edits < candidate.length)
    .sort((left, right) => left.edits - right.edits)[0]?.candidate;
}
