import { diffWords } from "./diff-words.js";

/** Of what is the same around a change, in words. */
const context = 4;

/**
 * What words changed, in one line: `The kettle [-is good-]{+is the best+} … today.` What is far from any change is left out. The
 * texts are foreign: their line ends and control characters are the caller's to take away.
 */
export function formatWordDiff(before: string, after: string): string {
  const parts = diffWords(before, after);
  const shown = parts.map(({ kind, text }, at) => {
    if (kind === "removed") return `[-${text}-]`;
    if (kind === "added") return `{+${text}+}`;
    return shorten(text, at === 0, at === parts.length - 1);
  });
  return shown.join("").replace(/\s+/g, " ").trim();
}

function shorten(text: string, isFirst: boolean, isLast: boolean): string {
  const words = text.match(/\s*\S+\s*/g) ?? [];
  const head = isFirst ? [] : words.slice(0, context);
  const tail = isLast ? [] : words.slice(-context);
  if (words.length <= head.length + tail.length) return text;
  return [...head, "… ", ...tail].join("");
}
