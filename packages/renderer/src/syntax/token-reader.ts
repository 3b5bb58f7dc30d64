import { TemplateError } from "@promptrail/core/errors";
import { parser } from "#nunjucks";
import type { TemplateLimits } from "../limits/template-limits.js";
import { type Position, syntaxError } from "./syntax-error.js";
import type { SourceText, TemplateSources } from "./template-sources.js";
import { describeToken, endOfTemplate, type Token } from "./token.js";
import { TemplateTokenizer } from "./tokenizer.js";

/** nunjucks' parser, reduced to reading tokens: two of them can be looked at before they are taken. */
export class TokenReader extends parser.Parser {
  private readonly ahead: Token[] = [];
  private depth = 0;

  protected readonly limits: TemplateLimits;
  protected readonly sources: TemplateSources;

  constructor({ text, firstLine }: SourceText, sources: TemplateSources) {
    super(new TemplateTokenizer(text, sources.settings, firstLine));
    this.limits = sources.limits;
    this.sources = sources;
    this.lastPosition = { line: firstLine, column: 1 };
  }

  private pull(): Token {
    const token = this.tokens.nextToken();
    if (token) {
      const { type, value, lineno, colno } = token;
      return { type, value, line: lineno + 1, column: colno + 1 };
    }
    return { type: endOfTemplate, value: "", ...this.lastPosition };
  }

  protected lastPosition: Position;

  /** The token that comes next, or the one after it; it stays unread. */
  protected look(distance: 0 | 1 = 0): Token {
    while (this.ahead.length <= distance) this.ahead.push(this.pull());
    const token = this.ahead[distance];
    if (token === undefined) throw new Error("the token queue is empty");
    return token;
  }

  protected take(): Token {
    const token = this.look();
    this.ahead.shift();
    this.lastPosition = { line: token.line, column: token.column };
    return token;
  }

  protected at(type: string, value?: string): boolean {
    const token = this.look();
    return token.type === type && (value === undefined || token.value === value);
  }

  protected atWord(...words: readonly string[]): boolean {
    const token = this.look();
    return token.type === "name" && words.includes(token.value);
  }

  protected skipIf(type: string, value?: string): boolean {
    if (!this.at(type, value)) return false;
    this.take();
    return true;
  }

  protected expectToken(type: string, value?: string): Token {
    const token = this.look();
    if (this.at(type, value)) return this.take();
    const named: Record<string, string> = {
      name: "a name",
      "block-end": "end of statement block",
      "variable-end": "end of print statement",
    };
    const wanted = value ? `'${value}'` : (named[type] ?? `'${type}'`);
    throw syntaxError(`expected ${wanted}, got ${describeToken(token)}`, token);
  }

  /** Runs one level of nesting, and refuses templates whose nesting would exhaust the stack. */
  protected nested<Result>(position: Position, read: () => Result): Result {
    this.depth += 1;
    if (this.depth > this.limits.expressionDepth) {
      throw new TemplateError({
        kind: "limit",
        reason: `the expression is nested more than ${this.limits.expressionDepth} levels deep; split it with {% set %}`,
        line: position.line,
        column: position.column,
      });
    }
    const result = read();
    this.depth -= 1;
    return result;
  }
}
