/// <reference path="../nunjucks.d.ts" />
import nunjucks from "nunjucks";

type Tokenizer = ReturnType<typeof nunjucks.lexer.lex>;

const instance: { readonly constructor: unknown } = nunjucks.lexer.lex("");

/** nunjucks does not export its tokenizer class; an instance leads to it. */
export const EngineTokenizer = instance.constructor as new (source: string) => Tokenizer;
