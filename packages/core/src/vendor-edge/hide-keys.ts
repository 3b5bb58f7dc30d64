/** What vendors' keys look like, whole or half masked, as their own error messages repeat them. */
const keyShape = /\b(?:sk|pk|rk|ds)-[A-Za-z0-9_*.-]{4,}/g;

/** A vendor's words without keys: the given ones, and all that look like one, become `[key]`. */
export function hideKeys(text: string, ...keys: readonly (string | undefined)[]): string {
  // A key that is part of another must not leave the rest of it.
  const longestFirst = keys
    .filter((key) => key !== undefined)
    .filter((key) => key !== "")
    .toSorted((one, other) => other.length - one.length);
  return longestFirst
    .reduce((words, key) => words.replaceAll(key, "[key]"), text)
    .replace(keyShape, "[key]");
}
