import { joinTexts, type SourceText } from "./source-text.js";
import { readTokens, type SourceToken } from "./source-tokens.js";

/**
 * The texts that a source file writes down: literals, with `"a" + "b"` and `["a", "b"].join("\n")` put
 * together.
 */
export function readLiterals(source: string): readonly SourceText[] {
  const tokens = readTokens(source);
  const texts: SourceText[] = [];
  for (let at = 0; at < tokens.length; ) {
    const run = readSum(tokens, at) ?? readJoinedList(tokens, at);
    if (run !== null) texts.push(run.text);
    at = run?.next ?? at + 1;
  }
  return texts;
}

interface Run {
  readonly text: SourceText;
  /** The index of the token after it. */
  readonly next: number;
}

function readSum(tokens: readonly SourceToken[], start: number): Run | null {
  const parts: SourceText[] = [];
  let at = start;
  for (let token = tokens[at]; token?.kind === "text"; token = tokens[at]) {
    parts.push(token.text);
    at += 1;
    if (!isMark(tokens[at], "+")) break;
    if (tokens[at + 1]?.kind !== "text") break;
    at += 1;
  }
  return parts.length === 0 ? null : { text: joinTexts(parts), next: at };
}

function readJoinedList(tokens: readonly SourceToken[], start: number): Run | null {
  if (!isMark(tokens[start], "[")) return null;
  const parts: SourceText[] = [];
  let at = start + 1;
  for (let item = readSum(tokens, at); item !== null; item = readSum(tokens, at)) {
    parts.push(item.text);
    at = item.next;
    if (isMark(tokens[at], ",")) at += 1;
  }
  const [close, dot, join, open, separator] = tokens.slice(at, at + 5);
  const isJoin =
    isMark(close, "]") && isMark(dot, ".") && isMark(join, "join") && isMark(open, "(");
  if (!isJoin || separator?.kind !== "text" || parts.length === 0) return null;
  return { text: joinTexts(parts, separator.text.text), next: at + 5 };
}

function isMark(token: SourceToken | undefined, mark: string): boolean {
  return token?.kind === "mark" && token.mark === mark;
}
