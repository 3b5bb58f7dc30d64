/**
 * The longest run that is counted as one. The tokenizer's time grows with the square of a run without a boundary, and anybody may
 * send one of a million letters; a cut adds a token at most.
 */
const longestRun = 256;

const longRun = new RegExp(`\\S{${longestRun + 1},}|\\s{${longestRun + 1},}`, "g");

/** A text in parts of which none has a longer run of characters, or of spaces, than the tokenizer takes fast. */
export function splitRuns(text: string): readonly string[] {
  const parts: string[] = [];
  let at = 0;
  for (const { index, 0: run } of text.matchAll(longRun)) {
    for (let from = index; from < index + run.length; ) {
      const to = findCut(text, Math.min(from + longestRun, index + run.length));
      parts.push(text.slice(at, to));
      at = to;
      from = to;
    }
  }
  parts.push(text.slice(at));
  return parts;
}

/** A character of two units stays whole. */
function findCut(text: string, to: number): number {
  return /^[\udc00-\udfff]/.test(text.slice(to, to + 1)) ? to + 1 : to;
}
