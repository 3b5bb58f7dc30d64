/** What vendors' keys look like, whole or half masked, as their own error messages repeat them. */
const keyShape = /\b(?:sk|pk|rk|ds)-[A-Za-z0-9_*.-]{4,}/g;

/** A vendor's words without keys: the given one, and all that look like one, become `[key]`. */
export function hideKeys(text: string, key?: string): string {
  const withoutKey = key === undefined || key === "" ? text : text.replaceAll(key, "[key]");
  return withoutKey.replace(keyShape, "[key]");
}
