import type { Span } from "../../redactor.js";

/** No key of a vendor is shorter, and few words are as long. */
const shortest = 16;

const wordSigns = Uint8Array.from({ length: 0x10000 }, (_, code) =>
  /[\w.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/**
 * The words of letters, digits, `_`, `-` and `.` in which a key may be. A word as long has a sign at every
 * 16th place that is looked at, so that others are passed over.
 */
export function findLongWords(text: string): readonly Span[] {
  const words: Span[] = [];
  let from = 0;
  for (let place = shortest - 1; place < text.length; place = from + shortest - 1) {
    if (!isWordSign(text, place)) {
      from = place + 1;
      continue;
    }
    let start = place;
    while (start > from && isWordSign(text, start - 1)) start -= 1;
    let end = place + 1;
    while (isWordSign(text, end)) end += 1;
    if (end - start >= shortest) words.push({ start, end });
    from = end + 1;
  }
  return words;
}

/** False beyond the end, where the code is NaN. */
function isWordSign(text: string, place: number): boolean {
  return wordSigns[text.charCodeAt(place)] === 1;
}
