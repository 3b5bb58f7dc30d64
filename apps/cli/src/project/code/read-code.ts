import jsTokens from "js-tokens";

/** A word, a sign or a literal of a source file, and where it stands. */
export interface CodeToken {
  readonly value: string;
  /** What a string says; null for everything else, and for a string with escapes. */
  readonly text: string | null;
  readonly start: number;
  readonly end: number;
}

/** A source file as tokens, without its comments and white space. */
export interface Code {
  readonly source: string;
  readonly tokens: readonly CodeToken[];
  /** For each token, the bracket that it stands in, as an index of `tokens`; -1 outside of all. */
  readonly parents: readonly number[];
  /** For each opening bracket, the one that closes it. */
  readonly closers: ReadonlyMap<number, number>;
}

const skipped: ReadonlySet<string> = new Set([
  ...["WhiteSpace", "LineTerminatorSequence"],
  ...["SingleLineComment", "MultiLineComment", "HashbangComment"],
]);

const strings: ReadonlySet<string> = new Set(["StringLiteral", "NoSubstitutionTemplate"]);

/** Reads TypeScript or JavaScript. What is no good code has tokens all the same. */
export function readCode(source: string): Code {
  const tokens = readTokens(source);
  const parents: number[] = [];
  const closers = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { value }] of tokens.entries()) {
    const opener = /^[)\]}]$/.test(value) ? open.pop() : undefined;
    if (opener !== undefined) closers.set(opener, at);
    parents.push(open.at(-1) ?? -1);
    if (/^[([{]$/.test(value)) open.push(at);
  }
  return { source, tokens, parents, closers };
}

function readTokens(source: string): readonly CodeToken[] {
  const tokens: CodeToken[] = [];
  let end = 0;
  for (const { type, value } of jsTokens(source)) {
    const start = end;
    end += value.length;
    const isPlain = strings.has(type) && !value.includes("\\");
    const text = isPlain ? value.slice(1, -1) : null;
    if (!skipped.has(type)) tokens.push({ value, text, start, end });
  }
  return tokens;
}

/** What a file ends its lines with. */
export function findLineEnd(source: string): "\r\n" | "\n" {
  return source.includes("\r\n") ? "\r\n" : "\n";
}

/** The white space in front of a place: of its line where it is the first there, else a space or nothing. */
export function readIndent(source: string, offset: number): string {
  return /(?:\r?\n)?[ \t]*$/.exec(source.slice(0, offset))?.[0] ?? "";
}
