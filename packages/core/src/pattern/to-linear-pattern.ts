import { type PatternText, readPatternText, toLiteral, UnknownPart } from "./pattern-text.js";
import { readClass } from "./read-class.js";
import { readEscape, toAtom } from "./read-escape.js";

/** All but line ends, of which JavaScript knows four. */
const anyInLine = "[^\\x{a}\\x{d}\\x{2028}\\x{2029}]";

/** A line end but `\n`, itself or escaped; the backslashes before it come in pairs. */
const otherLineEnd = /[\u2028\u2029]|(?<!\\)(?:\\\\)*\\(?:r|u000[dD]|u202[89]|x0[dD]|c[mM])/;

/**
 * A JavaScript pattern in RE2's words, in which what matches is the same: a pattern that both take may mean
 * different things (`\s`, `.`, `[^]`, `\A`). Groups lose their names. Throws UnknownPart for what RE2 has not.
 */
export function toLinearPattern({ source, flags }: RegExp): string {
  if (flags.includes("v")) throw new UnknownPart("it has the flag v; use the flag u");
  if (flags.includes("m") && otherLineEnd.test(source)) {
    throw new UnknownPart("it contains a line end other than \\n with the flag m; use only \\n");
  }
  const text = readPatternText(source);
  let pattern = "";
  while (text.peek() !== "") pattern += readPart(text, flags);
  return pattern;
}

function readPart(text: PatternText, flags: string): string {
  const isUnicode = flags.includes("u");
  const quantifier = text.take(/[*+?]|\{\d+(?:,\d*)?\}/y);
  if (quantifier !== null) return quantifier[0];
  const sign = text.next();
  switch (sign) {
    case "\\":
      return readWordEdge(text) ?? toAtom(readEscape(text, isUnicode));
    case "[":
      return readClass(text, isUnicode);
    case "(":
      return readGroup(text);
    case ")":
    case "|":
      return sign;
    case ".":
      return flags.includes("s") ? "(?s:.)" : anyInLine;
    case "^":
      return flags.includes("m") ? "(?m:^)" : "\\A";
    case "$":
      return flags.includes("m") ? "(?m:$)" : "\\z";
    default:
      return toLiteral(sign);
  }
}

function readWordEdge(text: PatternText): string | null {
  const edge = text.take(/[bB]/y);
  return edge === null ? null : `\\${edge[0]}`;
}

function readGroup(text: PatternText): string {
  if (text.take(/\?(?:[=!]|<[=!])/y) !== null)
    throw new UnknownPart("it contains a lookahead or a lookbehind");
  text.take(/\?:|\?<[^>]*>/y);
  if (text.peek() === "?") throw new UnknownPart("it sets flags inside a group");
  return "(?:";
}
