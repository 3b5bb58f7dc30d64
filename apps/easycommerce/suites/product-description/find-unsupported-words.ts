import { commonWords } from "./common-words.ts";
import { splitWords } from "./split-words.ts";

/**
 * The different words of a text, in lower case, that occur neither in the attributes' values nor among the
 * common words: what a description that invents features is made of.
 */
export function findUnsupportedWords(
  text: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
): readonly string[] {
  const stated = new Set(Object.values(attributes).flatMap((value) => toTerms(String(value))));
  const isKnown = (word: string) => stated.has(word) || commonWords.has(word);
  const unsupported = toTerms(text).filter(
    (word) => !isKnown(word) && !toParts(word).every(isKnown),
  );
  return [...new Set(unsupported)];
}

/** Words without the marks around them and without a possessive ending: `"Chef’s,"` is `chef`. */
function toTerms(text: string): readonly string[] {
  return splitWords(text.normalize("NFKC").toLowerCase().replaceAll("’", "'"))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu, "").replace(/'s$/u, ""))
    .filter((word) => word !== "");
}

/** `dishwasher-safe` and `home/office` are known where their parts are. */
function toParts(word: string): readonly string[] {
  return word.split(/[^\p{L}\p{M}\p{N}.,']+/u).filter((part) => part !== "");
}
