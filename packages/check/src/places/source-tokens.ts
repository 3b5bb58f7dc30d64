import { type SourceText, SourceTextWriter } from "./source-text.js";

/** A literal's text, or a word or a sign of code. */
export type SourceToken =
  | { readonly kind: "text"; readonly text: SourceText }
  | { readonly kind: "mark"; readonly mark: string };

/** The texts and marks of a TypeScript, JavaScript or JSON file, without comments and regular expressions. */
export function readTokens(source: string): readonly SourceToken[] {
  const reader = new TokenReader(source);
  reader.readUntil("");
  return reader.tokens;
}

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

/** After these a slash begins a regular expression, not a division. */
const beforeExpression = /^(?:[([{}=,;:!&|?+\-*%<>~^]|return|typeof|case|in|of|void|yield|await)$/;

const deepestNesting = 100;

class TokenReader {
  readonly tokens: SourceToken[] = [];
  private readonly source: string;
  private at = 0;
  private nested = 0;

  constructor(source: string) {
    this.source = source;
  }

  /** Reads code up to the closing `mark` of this level, or to the end. */
  readUntil(mark: string): void {
    let depth = 0;
    while (this.at < this.source.length) {
      const character = this.source[this.at] ?? "";
      if (character === mark && depth === 0) return;
      if (character === "{") depth += 1;
      if (character === "}") depth -= 1;
      this.readToken(character);
    }
  }

  private readToken(character: string): void {
    if (/\s/.test(character)) this.at += 1;
    else if (this.source.startsWith("//", this.at)) this.skipTo("\n");
    else if (this.source.startsWith("/*", this.at)) this.skipTo("*/");
    else if (character === '"' || character === "'") this.readQuoted(character);
    else if (character === "`") this.readTemplate();
    else if (character === "/" && this.isExpressionNext()) this.skipExpression();
    else this.readMark();
  }

  private skipTo(end: string): void {
    const found = this.source.indexOf(end, this.at + 2);
    this.at = found === -1 ? this.source.length : found + end.length;
  }

  private isExpressionNext(): boolean {
    const last = this.tokens.at(-1);
    return last === undefined || (last.kind === "mark" && beforeExpression.test(last.mark));
  }

  private skipExpression(): void {
    let inClass = false;
    for (this.at += 1; this.at < this.source.length; this.at += 1) {
      const character = this.source[this.at];
      if (character === "\n" || (character === "/" && !inClass)) break;
      if (character === "\\") this.at += 1;
      if (character === "[") inClass = true;
      if (character === "]") inClass = false;
    }
    this.at += 1;
    this.mark(")");
  }

  private readMark(): void {
    const word = /[\w$]+/y;
    word.lastIndex = this.at;
    const mark = word.exec(this.source)?.[0] ?? this.source[this.at] ?? "";
    this.at += mark.length;
    this.mark(mark);
  }

  private mark(mark: string): void {
    this.tokens.push({ kind: "mark", mark });
  }

  private readQuoted(quote: string): void {
    const writer = new SourceTextWriter();
    this.at += 1;
    while (this.at < this.source.length && this.source[this.at] !== quote) {
      // A quote that does not end on its line is none: a stray one in text that is not code.
      if (this.source[this.at] === "\n") break;
      this.readUnit(writer);
    }
    this.tokens.push({ kind: "text", text: writer.end(this.at) });
    this.at += 1;
  }

  /** `${"…"}` is text of the literal; any other expression divides it in two. */
  private readTemplate(): void {
    let writer = new SourceTextWriter();
    this.at += 1;
    while (this.at < this.source.length && this.source[this.at] !== "`") {
      if (!this.source.startsWith("${", this.at)) {
        this.readUnit(writer);
        continue;
      }
      const start = this.at;
      const inner = this.readInner();
      if (inner === null) {
        this.tokens.push({ kind: "text", text: writer.end(start) });
        writer = new SourceTextWriter();
      } else {
        for (const [index, unit] of inner.text.split("").entries())
          writer.add(unit, inner.offsets[index] ?? start);
      }
    }
    this.tokens.push({ kind: "text", text: writer.end(this.at) });
    this.at += 1;
  }

  /** Reads `${…}`: the text where it is nothing else, null where it is code, whose own texts are kept. */
  private readInner(): SourceText | null {
    this.at += 2;
    const before = this.tokens.length;
    this.nested += 1;
    // No person writes this: what follows is not worth a stack.
    if (this.nested > deepestNesting) this.at = this.source.length;
    this.readUntil("}");
    this.nested -= 1;
    this.at += 1;
    const [only, ...more] = this.tokens.slice(before);
    if (only?.kind === "text" && more.length === 0) {
      this.tokens.pop();
      return only.text;
    }
    // Neither side of the expression may be joined with what is inside.
    this.mark("}");
    return null;
  }

  private readUnit(writer: SourceTextWriter): void {
    const start = this.at;
    const character = this.source[start] ?? "";
    this.at += 1;
    writer.add(character === "\\" ? this.readEscape() : character, start);
  }

  private readEscape(): string {
    const rest = this.source.slice(this.at, this.at + 12);
    const [continued] = /^(?:\r\n|[\n\r\u2028\u2029])/.exec(rest) ?? [];
    if (continued !== undefined) {
      this.at += continued.length;
      return "";
    }
    const [code, braced, four, two] =
      /^(?:u\{([0-9a-fA-F]+)\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))/.exec(rest) ?? [];
    if (code !== undefined) {
      this.at += code.length;
      const point = Number.parseInt(braced ?? four ?? two ?? "0", 16);
      return point > 0x10_ff_ff ? "" : String.fromCodePoint(point);
    }
    this.at += 1;
    const letter = rest[0] ?? "";
    return escapes[letter] ?? letter;
  }
}
