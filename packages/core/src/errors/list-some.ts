/** A complaint is read by a person, and must not be larger than the fault: the others are counted. */
export const mostListed = 5;
/** In UTF-16 units: whoever sends a name may make it as long as a request. */
export const longestQuoted = 100;

/** `a, b, c, d, e and 7 more`, each of them cut where it is long. */
export function listSome(items: readonly (string | number)[]): string {
  const listed = items.slice(0, mostListed).map((item) => cutText(String(item)));
  const more = items.length - mostListed;
  return more > 0 ? `${listed.join(", ")} and ${more} more` : listed.join(", ");
}

/** A text that a message repeats: whole where it is short, else its beginning and `…`. */
export function cutText(text: string, longest = longestQuoted): string {
  if (text.length <= longest) return text;
  // Half of a surrogate pair would be no text any more.
  return `${text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
