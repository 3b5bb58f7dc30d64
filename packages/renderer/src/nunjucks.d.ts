/** The parts of nunjucks 3.2.4 that this package builds on; its published types declare none of them. */
declare module "nunjucks/src/lexer.js" {
  export interface EngineToken {
    readonly type: string;
    readonly value: string;
    readonly lineno: number;
    readonly colno: number;
  }

  export class Tokenizer {
    constructor(source: string, settings?: object);
    protected str: string;
    protected index: number;
    protected len: number;
    protected lineno: number;
    protected colno: number;
    protected in_code: boolean;
    nextToken(): EngineToken | null;
    protected forwardN(count: number): void;
    protected isFinished(): boolean;
  }

  const lexer: { lex(source: string, settings?: object): Tokenizer };
  export default lexer;
}

declare module "nunjucks/src/parser.js" {
  import type { EngineToken, Tokenizer } from "nunjucks/src/lexer.js";

  class Parser {
    constructor(tokens: Tokenizer);
    protected tokens: Tokenizer;
    nextToken(withWhitespace?: boolean): EngineToken | null;
    peekToken(): EngineToken | null;
  }

  const parser: { readonly Parser: typeof Parser };
  export default parser;
}

declare module "nunjucks/src/compiler.js" {
  class Compiler {
    constructor(templateName: string, throwOnUndefined: boolean);
    protected codebuf: string[];
    protected buffer: string | null;
    protected lastId: number;
    protected _emit(code: string): void;
    protected _emitLine(code: string): void;
    protected _tmpid(): string;
    compile(node: { readonly typename: string }): void;
    getCode(): string;
  }

  const compiler: { readonly Compiler: typeof Compiler };
  export default compiler;
}
