import { segmenterOf } from "./segmenters.js";

/** As texts are compared: composed (NFC), and in lower case where case does not matter. ß is not ss, and İ not i. */
export function toComparable(text: string, caseSensitive: boolean): string {
  return (caseSensitive ? text : text.toLowerCase()).normalize("NFC");
}

/** Characters as a reader counts them (grapheme clusters): é of two code points is one, and so is 👨‍👩‍👧. */
export function splitGraphemes(text: string): readonly string[] {
  return Array.from(segmenterOf("grapheme").segment(text), ({ segment }) => segment);
}

/** Whether a place, in UTF-16 units, lies between two characters as a reader counts them. */
export function isBetweenGraphemes(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return true;
  return segmenterOf("grapheme").segment(text).containing(at)?.index === at;
}
