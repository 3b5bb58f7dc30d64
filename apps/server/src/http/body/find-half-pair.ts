/** Half of a surrogate pair, as JSON writes it; a whole pair begins like one, too. */
const mayHoldHalf = /\\u[dD][89a-fA-F]/;

/** True where a JSON text may hold half of a surrogate pair: in UTF-8 it can only be written as `\ud83d`. */
export function mayHoldHalfPair(json: string): boolean {
  return mayHoldHalf.test(json);
}

/**
 * Where a JSON value holds half of a surrogate pair, in a text or in a name: what is left of an emoji
 * through which somebody cut a text. Neither UTF-8 nor a database can hold it. Null where nowhere.
 */
export function findHalfPair(value: unknown): readonly PropertyKey[] | null {
  if (typeof value === "string") return value.isWellFormed() ? null : [];
  if (typeof value !== "object" || value === null) return null;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    if (!key.isWellFormed()) return [];
    const path = findHalfPair(member);
    if (path !== null) return [isList ? Number(key) : key, ...path];
  }
  return null;
}
