import type { Span } from "./redactor.js";

/** First and last code of what nobody sees. */
const ranges: readonly (readonly [first: number, last: number])[] = [
  // Controls, but for tabs and the ends of lines; the soft hyphen.
  ...([
    [0x00, 0x08],
    [0x0b, 0x0c],
    [0x0e, 0x1f],
    [0x7f, 0x9f],
    [0xad, 0xad],
  ] as const),
  // Joiners, fillers and vowels of width zero.
  ...([
    [0x34f, 0x34f],
    [0x115f, 0x1160],
    [0x17b4, 0x17b5],
    [0x3164, 0x3164],
    [0xffa0, 0xffa0],
  ] as const),
  // Spaces of width zero, joiners, and marks of direction.
  ...([
    [0x61c, 0x61c],
    [0x180b, 0x180f],
    [0x200b, 0x200f],
    [0x202a, 0x202e],
    [0x2060, 0x206f],
    [0xfeff, 0xfeff],
  ] as const),
  // What makes a digit an emoji, and other variants.
  ...([
    [0x20e3, 0x20e3],
    [0xfe00, 0xfe0f],
  ] as const),
];
const toEscape = (code: number) => `\\u${code.toString(16).padStart(4, "0")}`;
const unit = `[${ranges.map(([first, last]) => `${toEscape(first)}-${toEscape(last)}`).join("")}]`;
/** With tags and more variants, which are pairs of units. */
const unseen = new RegExp(String.raw`(?:${unit}|\udb40[\udc00-\udfff])+`, "g");

/** A text as people see it. */
interface SeenText {
  readonly text: string;
  /** Where in the given text a part of this one is, with what nobody sees inside of it. */
  readonly toGiven: (span: Span) => Span;
}

/** The text without signs that nobody sees; null where it has none. */
export function toSeenText(given: string): SeenText | null {
  const parts: string[] = [];
  /** Where each part begins, in the seen text and in the given one. */
  const seenStarts: number[] = [];
  const givenStarts: number[] = [];
  let seen = 0;
  let from = 0;
  const keep = (end: number): void => {
    if (end > from) {
      parts.push(given.slice(from, end));
      seenStarts.push(seen);
      givenStarts.push(from);
      seen += end - from;
    }
  };
  for (const { 0: signs, index } of given.matchAll(unseen)) {
    keep(index);
    from = index + signs.length;
  }
  if (from === 0) return null;
  keep(given.length);
  const toPlace = (place: number): number => {
    const part = findPart(seenStarts, place);
    return (givenStarts[part] ?? 0) + place - (seenStarts[part] ?? 0);
  };
  return {
    text: parts.join(""),
    // The end is behind the last sign, and not before the next one.
    toGiven: ({ start, end }) => ({
      start: toPlace(start),
      end: end > start ? toPlace(end - 1) + 1 : toPlace(start),
    }),
  };
}

/** The last part that begins at a place or before it. */
function findPart(starts: readonly number[], place: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}
