import { segmenterOf } from "../text/segmenters.js";

/** Words as Unicode segments them (UAX #29), so that a text without spaces (Chinese, Japanese) is counted too. */
export function countWords(text: string): number {
  let count = 0;
  for (const segment of segmenterOf("word").segment(text)) {
    if (segment.isWordLike) count += 1;
  }
  return count;
}

/** Sentences as Unicode segments them (UAX #29); what has no letter and no digit is none. */
export function countSentences(text: string, locale: string): number {
  let count = 0;
  for (const { segment } of new Intl.Segmenter(locale, { granularity: "sentence" }).segment(text)) {
    if (/[\p{L}\p{N}]/u.test(segment)) count += 1;
  }
  return count;
}
