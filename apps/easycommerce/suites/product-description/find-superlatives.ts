const superlatives = [
  "best",
  "amazing",
  "incredible",
  "outstanding",
  "superior",
  "unmatched",
] as const;

/** The superlatives that stand in a text as whole words, in any case, in the order of the list, each once. */
export function findSuperlatives(text: string): readonly string[] {
  return superlatives.filter((word) => hasWord(text, word));
}

/** True where a word stands in a text as a whole: "your" is in "Your home", not in "yourself". */
export function hasWord(text: string, word: string): boolean {
  // Not \b: it takes the é of "bésté" for a gap, and the _ of Markdown's _best_ for a letter.
  const whole = new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])${word}(?![\p{L}\p{M}\p{N}])`, "iu");
  return whole.test(text.normalize("NFKC"));
}
