/// <reference path="../nunjucks.d.ts" />
// Its files and not its index: that also loads the environment, the loaders and the filters.
import lexer from "nunjucks/src/lexer.js";

type Tokenizer = ReturnType<typeof lexer.lex>;

const instance: { readonly constructor: unknown } = lexer.lex("");

/** nunjucks does not export its tokenizer class; an instance leads to it. */
export const EngineTokenizer = instance.constructor as new (source: string) => Tokenizer;
