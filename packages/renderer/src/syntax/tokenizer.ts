import type { TemplateSettings } from "@promptrail/core";
import { isName, wordAt } from "../values/python-name.js";
import { decodeString } from "./decode-string.js";
import { EngineTokenizer } from "./engine-tokenizer.js";
import { allWhitespace, stripEnd, whitespaceClass, whitespaceRun } from "./python-whitespace.js";
import { type Position, syntaxError } from "./syntax-error.js";

const opening = /\{([{%#])/gu;
const rawBegin = new RegExp(`\\{%[-+]?[${whitespaceClass}]*raw[${whitespaceClass}]*(-?)%\\}`, "uy");
const rawEnd = new RegExp(
  `\\{%([-+]?)[${whitespaceClass}]*endraw[${whitespaceClass}]*([-+]?)%\\}`,
  "gu",
);
const float = /(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?e[+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/iuy;
const integer = /0b(?:_?[01])+|0o(?:_?[0-7])+|0x(?:_?[\da-f])+|[1-9](?:_?\d)*|0(?:_?0)*/iuy;
const text = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/uy;
const operator = /\/\/|\*\*|[=!<>]=|[-+*/%~[\](){}<>=.:|,;]/uy;

const closers: ReadonlyMap<string, string> = new Map([
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
]);

interface EngineToken extends Readonly<Record<"lineno" | "colno", number>> {
  readonly type: string;
  readonly value: string;
}

/** Splits a template into tokens as Jinja2 does: text, delimiters, and the words of expressions. */
export class TemplateTokenizer extends EngineTokenizer {
  private readonly brackets: string[] = [];
  private closing = "";
  /** True where what was read last ended a line, or nothing was read yet. */
  private atLineStart = true;
  private readonly settings: TemplateSettings;

  /** `firstLine`: what the source's first line is counted as, from 1. */
  constructor(source: string, settings: TemplateSettings, firstLine = 1) {
    const unix = source.replace(/\r\n?/gu, "\n");
    super(settings.keepTrailingNewline === true ? unix : unix.replace(/\n$/u, ""));
    this.settings = settings;
    this.lineno = firstLine - 1;
  }

  override nextToken(): EngineToken | null {
    while (!this.isFinished()) {
      const token = this.in_code ? this.codeToken() : this.textToken();
      if (token !== undefined) return token;
    }
    return this.in_code ? this.unclosedBracket() : null;
  }

  private position(): Position {
    return { line: this.lineno + 1, column: this.colno + 1 };
  }

  private take(type: string, length: number, value?: string): EngineToken {
    const token = {
      type,
      value: value ?? this.str.slice(this.index, this.index + length),
      lineno: this.lineno,
      colno: this.colno,
    };
    this.advance(length);
    return token;
  }

  private advance(length: number): void {
    const passed = this.str.slice(this.index, this.index + length);
    const lastLine = passed.lastIndexOf("\n");
    this.index += length;
    if (lastLine === -1) {
      this.colno += length;
      return;
    }
    this.lineno += passed.split("\n").length - 1;
    this.colno = length - lastLine - 1;
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.index;
    return pattern.exec(this.str);
  }

  private skipWhitespace(): void {
    const found = this.match(whitespaceRun);
    if (found) this.advance(found[0].length);
  }

  /** Undefined where a comment, or text that a sign removed, was passed. */
  private textToken(): EngineToken | undefined {
    const found = this.match(opening);
    const end = found ? found.index : this.len;
    if (end > this.index) {
      const written = this.str.slice(this.index, end);
      const isTag = found !== null && found[1] !== "{";
      const kept = this.strippedBefore(written, this.str.charAt(end + 2), isTag);
      const token = this.take("data", written.length, kept);
      return kept === "" ? undefined : token;
    }
    if (found?.[1] === "#") return this.skipComment();
    if (found?.[1] === "%") {
      const raw = this.match(rawBegin);
      if (raw) return this.rawToken(raw);
    }
    return this.openCode(found?.[1] === "%");
  }

  /** What is left of the text before a tag: of its sign, and of where the tag stands in its line. */
  private strippedBefore(text: string, sign: string, strips: boolean): string {
    if (sign === "-") return stripEnd(text);
    if (sign === "+" || !strips || this.settings.lstripBlocks !== true) return text;
    const line = text.lastIndexOf("\n") + 1;
    const begins = line > 0 || this.atLineStart;
    return begins && allWhitespace.test(text.slice(line)) ? text.slice(0, line) : text;
  }

  /** After a tag or a comment: `-` drops all white space, and without a sign trimBlocks drops a line end. */
  private closed(sign: string, trims: boolean): void {
    const start = this.index;
    if (sign === "-") this.skipWhitespace();
    else if (trims && sign !== "+" && this.settings.trimBlocks === true) {
      if (this.str.charAt(this.index) === "\n") this.advance(1);
    }
    this.atLineStart = this.index > start && this.str.charAt(this.index - 1) === "\n";
  }

  private openCode(block: boolean): EngineToken {
    const sign = this.str.charAt(this.index + 2);
    this.in_code = true;
    this.closing = block ? "%}" : "}}";
    return this.take(
      block ? "block-begin" : "variable-begin",
      sign === "-" || sign === "+" ? 3 : 2,
    );
  }

  private skipComment(): undefined {
    const opening = /[-+]/u.test(this.str.charAt(this.index + 2)) ? 3 : 2;
    const start = this.index + opening;
    const end = this.str.indexOf("#}", start);
    if (end === -1)
      throw syntaxError("this comment has no end: close it with '#}'", this.position());
    const sign = end > start ? this.str.charAt(end - 1) : "";
    this.advance(end + 2 - this.index);
    this.closed(sign, true);
    return undefined;
  }

  private rawToken(begin: RegExpExecArray): EngineToken | undefined {
    const start = this.position();
    this.advance(begin[0].length);
    // As in Jinja2, trimBlocks leaves the line end after the tag that opens a raw block.
    this.closed(begin[1] ?? "", false);
    const end = this.match(rawEnd);
    if (!end) throw syntaxError("this raw block has no end: close it with '{% endraw %}'", start);
    const written = this.str.slice(this.index, end.index);
    const kept = this.strippedBefore(written, end[1] ?? "", true);
    const token = this.take("data", written.length, kept);
    this.advance(end[0].length);
    this.closed(end[2] ?? "", true);
    return token.value === "" ? undefined : token;
  }

  private codeToken(): EngineToken | undefined {
    this.skipWhitespace();
    if (this.isFinished()) return undefined;
    return this.closeCode() ?? this.wordToken() ?? this.operatorToken();
  }

  private closeCode(): EngineToken | null {
    if (this.brackets.length > 0) return null;
    const first = this.str.charAt(this.index);
    const signed = first === "-" || (first === "+" && this.closing === "%}");
    if (!this.str.startsWith(this.closing, this.index + (signed ? 1 : 0))) return null;
    const token = this.take(this.closing === "%}" ? "block-end" : "variable-end", signed ? 3 : 2);
    this.in_code = false;
    this.closed(signed ? first : "", this.closing === "%}");
    return token;
  }

  private wordToken(): EngineToken | null {
    const position = this.position();
    const decimal = this.str.charAt(this.index - 1) === "." ? null : this.match(float);
    if (decimal) return this.take("float", decimal[0].length);
    const whole = this.match(integer);
    if (whole) return this.take("integer", whole[0].length);
    const name = wordAt(this.str, this.index);
    if (name !== "") {
      // Names enter generated code only as data; the strict form still keeps anything but a name out of it.
      if (!isName(name)) {
        throw syntaxError("a name contains a character that names cannot have", position);
      }
      return this.take("name", name.length);
    }
    const quoted = this.match(text);
    if (!quoted) return null;
    return this.take("string", quoted[0].length, decodeString(quoted[0].slice(1, -1), position));
  }

  private operatorToken(): EngineToken {
    const found = this.match(operator);
    if (!found) throw this.unexpectedCharacter();
    const sign = found[0];
    const closer = closers.get(sign);
    if (closer !== undefined) this.brackets.push(closer);
    else if (sign === ")" || sign === "]" || sign === "}") {
      const expected = this.brackets.pop();
      if (expected !== sign) {
        const reason = expected === undefined ? "" : `, expected '${expected}'`;
        throw syntaxError(`unexpected '${sign}'${reason}`, this.position());
      }
    }
    return this.take(sign, sign.length);
  }

  private unexpectedCharacter(): Error {
    const character = String.fromCodePoint(this.str.codePointAt(this.index) ?? 32);
    const quote = character === "'" || character === '"';
    return syntaxError(
      quote ? "this text has no closing quote" : `unexpected character '${character}'`,
      this.position(),
    );
  }

  private unclosedBracket(): null {
    const expected = this.brackets.at(-1);
    if (expected !== undefined) {
      throw syntaxError(`unexpected end of template, expected '${expected}'`, this.position());
    }
    return null;
  }
}
