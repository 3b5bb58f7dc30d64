/** The parts of nunjucks 3.2.4 that this package builds on; its published types declare none of them. */
export interface EngineToken {
  readonly type: string;
  readonly value: string;
  readonly lineno: number;
  readonly colno: number;
}

declare class Tokenizer {
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

declare class Parser {
  constructor(tokens: Tokenizer);
  protected tokens: Tokenizer;
  nextToken(withWhitespace?: boolean): EngineToken | null;
  peekToken(): EngineToken | null;
}

declare class Compiler {
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

export declare const lexer: { lex(source: string, settings?: object): Tokenizer };
export declare const parser: { readonly Parser: typeof Parser };
export declare const compiler: { readonly Compiler: typeof Compiler };
