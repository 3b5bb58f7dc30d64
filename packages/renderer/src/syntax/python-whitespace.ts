/** The characters that Python's `str.isspace` knows, as the inside of a character class. */
export const whitespaceClass =
  "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";

/** What `str.split()` leaves. */
export const word = new RegExp(`[^${whitespaceClass}]+`, "gu");

export const leadingWhitespace = new RegExp(`^[${whitespaceClass}]+`, "u");
export const whitespaceRun = new RegExp(`[${whitespaceClass}]+`, "uy");
export const allWhitespace = new RegExp(`^[${whitespaceClass}]+$`, "u");

const single = new RegExp(`[${whitespaceClass}]`, "u");

/** Python's `str.rstrip()`. Walks from the end: a regex anchored there takes quadratic time on long blanks. */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && single.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Python's `str.lstrip()`. */
export function stripStart(text: string): string {
  return text.replace(leadingWhitespace, "");
}

/** Python's `str.split()` without a separator. */
export function splitWhitespace(text: string): string[] {
  return text.split(new RegExp(`[${whitespaceClass}]+`, "u")).filter((word) => word !== "");
}

const lineEndClass = "\\n\\r\\v\\f\\x1c-\\x1e\\x85\\u2028\\u2029";

/** Where Python's `str.splitlines` ends a line. */
const lineBreak = new RegExp(`\r\n|[${lineEndClass}]`, "u");

const lineWithEnd = new RegExp(`[^${lineEndClass}]*(?:\r\n|[${lineEndClass}]|$)`, "gu");

/** Python's `str.splitlines(keepends=True)`. */
export function splitLinesKeepingEnds(text: string): string[] {
  return (text.match(lineWithEnd) ?? []).filter((line) => line !== "");
}

/** Python's `str.splitlines()`. */
export function splitLines(text: string): string[] {
  const lines = text.split(lineBreak);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}
