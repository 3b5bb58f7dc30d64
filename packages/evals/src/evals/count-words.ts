const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Words as Unicode segments them (UAX #29), so that a text without spaces (Chinese, Japanese) is counted too. */
export function countWords(text: string): number {
  let words = 0;
  for (const segment of segmenter.segment(text)) if (segment.isWordLike) words += 1;
  return words;
}
