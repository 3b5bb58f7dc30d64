const segmenter = new Intl.Segmenter("en", { granularity: "word" });

/** Scripts that put no spaces between words. */
const unspacedScript =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * The words of a text as a shopkeeper would count them: "dishwasher-safe", "don't", "1,300" and "230 V" are
 * one, one, one and two; a dash or a bullet is none. Where a script puts no spaces, its words are counted all the same.
 */
export function splitWords(text: string): readonly string[] {
  return text
    .split(/[\s\u2013\u2014\u2026\u200b]+/u)
    .filter((piece) => /[\p{L}\p{N}]/u.test(piece))
    .flatMap((piece) => (unspacedScript.test(piece) ? segmentWords(piece) : [piece]));
}

function segmentWords(piece: string): readonly string[] {
  return [...segmenter.segment(piece)]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment);
}
