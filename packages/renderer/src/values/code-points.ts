const surrogate = /[\ud800-\udfff]/;

/** True where UTF-16 units and code points are the same thing. */
export function isSimpleText(text: string): boolean {
  return !surrogate.test(text);
}

/** The text's length as Python counts it. */
export function textLength(text: string): number {
  if (isSimpleText(text)) return text.length;
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The text's characters as Python counts them. */
export function codePoints(text: string): string[] {
  return isSimpleText(text) ? text.split("") : Array.from(text);
}
