import { lexer } from "#nunjucks";

type Tokenizer = ReturnType<typeof lexer.lex>;

const instance: { readonly constructor: unknown } = lexer.lex("");

/** nunjucks does not export its tokenizer class; an instance leads to it. */
export const EngineTokenizer = instance.constructor as new (source: string) => Tokenizer;
