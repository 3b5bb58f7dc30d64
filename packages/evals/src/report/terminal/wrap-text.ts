interface WrapSettings {
  readonly width: number;
  /** Before the first line. */
  readonly first: string;
  /** Before the others. */
  readonly rest: string;
  /** Lines beyond it are cut, with an ellipsis. */
  readonly maxLines: number;
}

/** A text in lines of a terminal's width, broken at spaces; control characters become spaces. */
export function wrapText(text: string, settings: WrapSettings): string {
  const { width, first, rest, maxLines } = settings;
  const lines: string[] = [];
  let line = first;
  let isStart = true;
  for (const word of toWords(text, width - Math.max(first.length, rest.length))) {
    if (!isStart && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest;
      isStart = true;
    }
    line += isStart ? word : ` ${word}`;
    isStart = false;
  }
  lines.push(line);
  if (lines.length <= maxLines) return lines.join("\n");
  return `${lines.slice(0, maxLines).join("\n").slice(0, -1)}…`;
}

function toWords(text: string, longest: number): readonly string[] {
  // An answer's escape sequences in a reason must not reach the terminal.
  const plain = text.replace(/\p{Cc}+/gu, " ");
  return plain
    .split(/ +/)
    .filter((word) => word !== "")
    .flatMap((word) => word.match(new RegExp(`.{1,${longest}}`, "gsu")) ?? []);
}
