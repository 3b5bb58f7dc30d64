/** A word that the rules take for a name or a part of one. */
export interface FoundName {
  readonly text: string;
}

/** Letters, digits and what joins them: `O'Neil`, `Jean-Paul`, `AT&T`. */
const word = /[\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*(?:['’&.·-][\p{L}\p{Nd}][\p{L}\p{M}\p{Nd}]*)*/gu;
const hasCapital = /[\p{Lu}\p{Lt}]/u;
const beginsCapital = /^[\p{Lu}\p{Lt}]/u;
/** A capital behind the first letter, or a digit beside one: `USB`, `iPhone`, `XR-200`. */
const isMarked = /^.[^\s]*[\p{Lu}\p{Lt}]|[\p{Lu}\p{Lt}].*\p{Nd}|\p{Nd}.*[\p{Lu}\p{Lt}]/u;
/** After these, with quotes, brackets and markup between, a capital letter only says that a sentence begins. */
const sentenceEnd = /(?:^|[.!?…:;。！？؟\n]|^[ \t]*[-*•–—])[\s"'“”‘’«»„‚([{*_~`#>•–—-]*$/u;

/** In UTF-16 units, so that a long line takes no long time: of a word, and of the signs between two sentences. */
const longestWord = 100;
const mostBetween = 20;

/**
 * Words with a capital letter, by these rules: inside a sentence every word that begins with one; at the beginning of a sentence,
 * and in a heading or a line of capitalised words, only one that has another capital letter, or a digit. A word of one
 * letter, and a line in capitals alone, has none. Names in scripts without capital letters are not found, and in German every
 * noun is: the capital letter is all that is looked at.
 */
export function findNames(text: string): readonly FoundName[] {
  return text.split(/\n/).flatMap((line) => findInLine(line));
}

function findInLine(line: string): readonly FoundName[] {
  const words = Array.from(line.matchAll(word));
  if (words.length > 1 && !/\p{Ll}/u.test(line)) return [];
  const isTitle = isHeading(
    line,
    words.map(([text]) => text),
  );
  return words.flatMap(({ 0: written, index }) => {
    const text = written.slice(0, longestWord).replace(/['’]s$/, "");
    if (text.length < 2 || !hasCapital.test(text)) return [];
    const isPlain = isTitle || beginsSentence(line, index);
    const isName = isPlain ? isMarked.test(text) : beginsCapital.test(text) || isMarked.test(text);
    return isName ? [{ text }] : [];
  });
}

function beginsSentence(line: string, index: number): boolean {
  const before = line.slice(Math.max(0, index - mostBetween), index);
  return sentenceEnd.test(index > mostBetween ? `x${before}` : before);
}

/** A line of Markdown's headings, or one whose longer words all begin with a capital letter and that no sentence ends. */
function isHeading(line: string, words: readonly string[]): boolean {
  if (/^\s*#{1,6}\s/.test(line)) return true;
  const longer = words.filter((text) => text.length > 3);
  return (
    longer.length > 1 &&
    longer.every((text) => beginsCapital.test(text)) &&
    !/[.!?…]["'”’)*_]*\s*$/.test(line)
  );
}

/** All words of a text, as names are compared with them. */
export function splitNameWords(text: string): readonly string[] {
  return Array.from(text.matchAll(word), ([written]) => written.replace(/['’]s$/, ""));
}
