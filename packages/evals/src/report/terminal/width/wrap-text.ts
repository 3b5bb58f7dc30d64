import { textWidth } from "./text-width.js";

interface WrapSettings {
  /** Columns of the terminal. A Chinese character or an emoji has two. */
  readonly width: number;
  /** Before the first line. */
  readonly first: string;
  /** Before the others. */
  readonly rest: string;
  /** Lines beyond it are cut, with an ellipsis. Default: none is. */
  readonly maxLines?: number;
}

/** A text in lines of a terminal's width, broken at spaces; control characters become spaces. */
export function wrapText(text: string, settings: WrapSettings): string {
  const { width, first, rest, maxLines = Number.POSITIVE_INFINITY } = settings;
  const lines: string[] = [];
  let line = first;
  let used = textWidth(first);
  let isStart = true;
  const longest = Math.max(2, width - Math.max(used, textWidth(rest)));
  for (const { word, size } of toWords(text, longest)) {
    if (!isStart && used + 1 + size > width) {
      lines.push(line);
      line = rest;
      used = textWidth(rest);
      isStart = true;
    }
    line += isStart ? word : ` ${word}`;
    used += isStart ? size : size + 1;
    isStart = false;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines.join("\n");
  return `${lines.slice(0, maxLines).join("\n").slice(0, -1)}…`;
}

interface Word {
  readonly word: string;
  /** In columns. */
  readonly size: number;
}

function toWords(text: string, longest: number): readonly Word[] {
  // An answer's escape sequences in a reason must not reach the terminal.
  const plain = text.replace(/\p{Cc}+/gu, " ");
  return plain
    .split(/ +/)
    .filter((word) => word !== "")
    .flatMap((word) => {
      const size = textWidth(word);
      return size <= longest ? [{ word, size }] : breakWord(word, longest);
    });
}

/** Between two characters as people see them: an emoji of several parts stays whole. */
function breakWord(text: string, longest: number): readonly Word[] {
  const pieces: Word[] = [];
  let word = "";
  let size = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    const columns = textWidth(segment);
    if (word !== "" && size + columns > longest) {
      pieces.push({ word, size });
      word = "";
      size = 0;
    }
    word += segment;
    size += columns;
  }
  return [...pieces, { word, size }];
}
