/** A text that stands in a file: a whole text file, or what a literal of a source file means. */
export interface SourceText {
  readonly text: string;
  /** For each UTF-16 unit of the text, and for its end: where it stands in the file. */
  readonly offsets: readonly number[];
}

/** Collects a text unit by unit. Line ends become `\n`, as in a prompt's content. */
export class SourceTextWriter {
  private text = "";
  private readonly offsets: number[] = [];
  private afterReturn = false;

  /** Adds what one place of the file stands for. */
  add(units: string, offset: number): void {
    for (const unit of units.split("")) this.addUnit(unit, offset);
  }

  /** Adds a piece of the file in which each unit stands for itself. */
  addRun(units: string, offset: number): void {
    for (const [index, unit] of units.split("").entries()) this.addUnit(unit, offset + index);
  }

  private addUnit(unit: string, offset: number): void {
    const isRest = unit === "\n" && this.afterReturn;
    this.afterReturn = unit === "\r";
    if (isRest) return;
    this.text += unit === "\r" ? "\n" : unit;
    this.offsets.push(offset);
  }

  end(offset: number): SourceText {
    return { text: this.text, offsets: [...this.offsets, offset] };
  }
}

/** A file that is a template, or holds templates as they are. */
export function readPlainText(content: string): SourceText {
  const writer = new SourceTextWriter();
  writer.addRun(content, 0);
  return writer.end(content.length);
}

/** Several texts as one, with `separator` between: `"a" + "b"`, `["a", "b"].join("\n")`. */
export function joinTexts(texts: readonly SourceText[], separator = ""): SourceText {
  const offsets = texts.flatMap((part, index) => {
    const end = part.offsets.at(-1) ?? 0;
    const isLast = index === texts.length - 1;
    const between = isLast ? [end] : Array.from(separator.split(""), () => end);
    return [...part.offsets.slice(0, -1), ...between];
  });
  return { text: texts.map(({ text }) => text).join(separator), offsets };
}
