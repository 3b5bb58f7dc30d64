const made = new Map<string, Intl.Segmenter>();

/** Made when a text is first taken apart: a segmenter takes up to 4 MB, and a process that imports suites may judge nothing. */
export function segmenterOf(granularity: "grapheme" | "word" | "sentence"): Intl.Segmenter {
  const known = made.get(granularity);
  if (known !== undefined) return known;
  const segmenter = new Intl.Segmenter("en", { granularity });
  made.set(granularity, segmenter);
  return segmenter;
}
