import { type PatternText, toLiteral } from "./pattern-text.js";
import { type Escaped, readEscape } from "./read-escape.js";

const every = "\\x{0}-\\x{10ffff}";

/** A character class, after its `[` was taken, as RE2 writes it. Throws UnknownPart. */
export function readClass(text: PatternText, isUnicode: boolean): string {
  const isNegated = text.take(/\^/y) !== null;
  let members = "";
  while (text.take(/\]/y) === null) members += readMember(text, isUnicode);
  // Nothing, or what is not nothing: RE2 would take the bracket for a member.
  if (members === "") return isNegated ? `[${every}]` : `[^${every}]`;
  return `[${isNegated ? "^" : ""}${members}]`;
}

function readMember(text: PatternText, isUnicode: boolean): string {
  const first = readOne(text, isUnicode);
  if (text.take(/-(?!\])/y) === null) return toMember(first);
  const last = readOne(text, isUnicode);
  if ("character" in first && "character" in last) return `${toMember(first)}-${toMember(last)}`;
  // Beside a set, as in `[\w-.]`, the dash is a dash.
  return `${toMember(first)}${toLiteral("-")}${toMember(last)}`;
}

function readOne(text: PatternText, isUnicode: boolean): Escaped {
  if (text.take(/\\/y) === null) return { character: text.next() };
  return text.take(/b/y) === null ? readEscape(text, isUnicode) : { character: "\b" };
}

function toMember(escaped: Escaped): string {
  return "set" in escaped ? escaped.set : toLiteral(escaped.character);
}
