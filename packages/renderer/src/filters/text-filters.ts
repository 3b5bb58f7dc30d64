import { flagArgument, integerArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter, openFilter } from "../library/define-filter.js";
import { formatPercent } from "../methods/format/format-percent.js";
import { capitalize } from "../methods/text-case-methods.js";
import { pad, replaceText, strip } from "../methods/text-methods.js";
import { decodeEntities } from "../operations/decode-entities.js";
import { lengthOf } from "../operations/iterate.js";
import { charactersOf, measureText } from "../operations/measure-text.js";
import { toText } from "../operations/to-text.js";
import { splitLines, splitWhitespace, whitespaceClass } from "../syntax/python-whitespace.js";
import { codePoints } from "../values/code-points.js";
import { Dict } from "../values/dict.js";
import { latePattern } from "../values/late-pattern.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";

const wordStart = new RegExp(`([-${whitespaceClass}({[<]+)`, "u");

/** Jinja2's own title case: a word starts after blanks, `-` and opening brackets only. */
function title(state: RenderState, text: string): string {
  state.spend(text.length * 4);
  return text
    .split(wordStart)
    .filter((part) => part !== "")
    .map((part) => {
      const [first = "", ...rest] = codePoints(part);
      return first.toUpperCase() + rest.join("").toLowerCase();
    })
    .join("");
}

function truncate(state: RenderState, value: unknown, args: readonly unknown[]): unknown {
  const length = integerArgument(state, args[0], 255);
  const end = textArgument(state, args[2], "...");
  const leeway = args[3] === null ? 5 : integerArgument(state, args[3], 5);
  const endLength = measureText(state, end);
  if (length < endLength) {
    return state.fail("value", `expected length >= ${endLength}, got ${length}`);
  }
  if (leeway < 0) return state.fail("value", `expected leeway >= 0, got ${leeway}`);
  // Whatever has a length may pass, as in Jinja2; only a text can be cut.
  const size = lengthOf(state, value);
  if (size === undefined) return state.fail("type", `'${typeName(value)}' object has no len()`);
  if (size <= length + leeway) return value;
  const points = charactersOf(state, textArgument(state, value));
  const cut = points.slice(0, length - endLength).join("");
  if (flagArgument(state, args[1], false)) return cut + end;
  const lastBlank = cut.lastIndexOf(" ");
  return (lastBlank === -1 ? cut : cut.slice(0, lastBlank)) + end;
}

function indent(state: RenderState, text: string, args: readonly unknown[]): string {
  const [width] = args;
  const size = typeof width === "string" ? 0 : integerArgument(state, width, 4);
  state.checkWidth(size);
  const padding = typeof width === "string" ? width : " ".repeat(Math.max(0, size));
  const blanks = flagArgument(state, args[2], false);
  // Every line end that Python knows becomes a newline; one at the end of the text stays.
  const lines = splitLines(`${text}\n`);
  state.charge(text.length + lines.length * padding.length);
  const indented = lines
    .map((line, index) => (index === 0 || (line === "" && !blanks) ? line : padding + line))
    .join("\n");
  return flagArgument(state, args[1], false) ? padding + indented : indented;
}

/** A filter that reads a text from its beginning to its end. */
function textFilter(name: string, run: (text: string) => unknown): BuiltinFilter {
  return filter(name, [], (state, value) => {
    const text = toText(state, value);
    state.spend(text.length);
    return run(text);
  });
}

const wordCharacters = latePattern(() => /[\p{L}\p{N}_]+/gu);

/**
 * The text without all that stands from an opening to the next closing, which may share characters with it.
 * As markupsafe does, an opening that a cut brings together counts as well; only that is looked for anew.
 */
function cutOut(text: string, open: string, close: string): string {
  const most = open.length - 1;
  let kept = "";
  let at = 0;
  for (;;) {
    const tail = most === 0 ? "" : kept.slice(-most);
    const joined = (tail + text.slice(at, at + most)).indexOf(open);
    const isJoined = joined !== -1 && joined < tail.length;
    const start = isJoined ? at : text.indexOf(open, at);
    const before = isJoined ? tail.slice(joined) : "";
    const end = start === -1 ? -1 : findClose(before, text, start, close);
    if (end === -1) return kept + text.slice(at);
    kept = isJoined ? kept.slice(0, kept.length - before.length) : kept + text.slice(at, start);
    at = end;
  }
}

/** Where what follows a closing begins; `before` stands before the place where the search starts. */
function findClose(before: string, text: string, start: number, close: string): number {
  const near = (before + text.slice(start, start + close.length)).indexOf(close);
  if (before !== "" && near !== -1) return start + near + close.length - before.length;
  const end = text.indexOf(close, start);
  return end === -1 ? -1 : end + close.length;
}

function stripTags(text: string): string {
  const bare = cutOut(cutOut(text, "<!--", "-->"), "<", ">");
  return decodeEntities(splitWhitespace(bare).join(" "));
}

function replace(state: RenderState, value: unknown, args: readonly unknown[]): string {
  const [old, fresh, count] = args;
  const times = count === undefined || count === null ? -1 : integerArgument(state, count);
  return replaceText(state, toText(state, value), toText(state, old), toText(state, fresh), times);
}

function formatFilter(
  state: RenderState,
  value: unknown,
  positional: readonly unknown[],
  keywords: ReadonlyMap<string, unknown>,
): string {
  if (keywords.size === 0) return formatPercent(state, toText(state, value), new Tuple(positional));
  if (positional.length > 0) {
    return state.fail("type", "can't handle positional and keyword arguments at the same time");
  }
  const named = new Dict();
  for (const [key, argument] of keywords) named.set(state, key, argument);
  return formatPercent(state, toText(state, value), named);
}

export const textFilters: readonly BuiltinFilter[] = [
  textFilter("upper", (text) => text.toUpperCase()),
  textFilter("lower", (text) => text.toLowerCase()),
  filter("capitalize", [], (state, value) => capitalize(state, toText(state, value))),
  filter("title", [], (state, value) => title(state, toText(state, value))),
  filter("trim", ["chars"], (state, value, [chars]) =>
    strip(state, toText(state, value), chars, "both"),
  ),
  filter("string", [], (state, value) => toText(state, value)),
  filter("safe", [], (state, value) => toText(state, value)),
  filter("center", ["width"], (state, value, [width]) =>
    pad(state, toText(state, value), integerArgument(state, width, 80), "center"),
  ),
  filter("replace", ["old", "new", "count"], replace),
  filter("truncate", ["length", "killwords", "end", "leeway"], (state, value, args) =>
    truncate(state, value, args),
  ),
  filter("indent", ["width", "first", "blank"], (state, value, args) =>
    indent(state, textArgument(state, value), args),
  ),
  textFilter("wordcount", (text) => text.match(wordCharacters())?.length ?? 0),
  textFilter("striptags", stripTags),
  openFilter("format", formatFilter),
];
