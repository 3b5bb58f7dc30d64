import jsTokens from "js-tokens";
import { type SourceText, SourceTextWriter } from "./source-text.js";

/** A literal's text, or a word or a sign of code and where it stands in the file. */
export type SourceToken =
  | { readonly kind: "text"; readonly text: SourceText }
  | { readonly kind: "mark"; readonly mark: string; readonly offset: number };

/**
 * The texts and marks of a TypeScript, JavaScript or JSON file, without comments. A template literal is read as
 * the sum that it stands for: `a${b}c` as "a" + b + "c".
 */
export function readTokens(source: string): readonly SourceToken[] {
  const tokens: SourceToken[] = [];
  let offset = 0;
  // Not as JSX, which cannot be told from a generic function: an apostrophe in its text ends with its line.
  for (const { type, value } of jsTokens(source)) {
    tokens.push(...toTokens(type, value, offset));
    offset += value.length;
  }
  return tokens;
}

function toTokens(type: string, value: string, offset: number): readonly SourceToken[] {
  const plus: SourceToken = { kind: "mark", mark: "+", offset };
  switch (type) {
    case "StringLiteral":
    case "NoSubstitutionTemplate":
      return [readText(value, offset)];
    case "TemplateHead":
      return [readText(value, offset), plus];
    case "TemplateMiddle":
      return [plus, readText(value, offset), plus];
    case "TemplateTail":
      return [plus, readText(value, offset)];
    case "WhiteSpace":
    case "LineTerminatorSequence":
    case "SingleLineComment":
    case "MultiLineComment":
      return [];
    default:
      return [{ kind: "mark", mark: value, offset }];
  }
}

/** What stands between the signs that open and close a text; one that is cut off has no closing one. */
const inner = /^["'`}](.*?)(?:["'`]|\$\{)?$/s;

/** An escape, or a run of what stands for itself. */
const piece =
  /\\(?:u\{(?<point>[\da-fA-F]+)\}|u(?<four>[\da-fA-F]{4})|x(?<two>[\da-fA-F]{2})|(?<rest>\r\n|.))|[^\\]+/gs;

const escapes: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
};

function readText(value: string, offset: number): SourceToken {
  const writer = new SourceTextWriter();
  const text = inner.exec(value)?.[1] ?? "";
  for (const { 0: whole, index, groups = {} } of text.matchAll(piece)) {
    const start = offset + 1 + index;
    if (whole.startsWith("\\")) writer.add(readEscape(groups), start);
    else writer.addRun(whole, start);
  }
  return { kind: "text", text: writer.end(offset + 1 + text.length) };
}

function readEscape({ point, four, two, rest = "" }: Readonly<Record<string, string>>): string {
  const code = point ?? four ?? two;
  if (code === undefined) return /^[\r\n\u2028\u2029]/.test(rest) ? "" : (escapes[rest] ?? rest);
  const number = Number.parseInt(code, 16);
  return number > 0x10_ff_ff ? "" : String.fromCodePoint(number);
}
