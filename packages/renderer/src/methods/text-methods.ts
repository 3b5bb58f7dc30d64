import { integerArgument, textArgument } from "../arguments/read-argument.js";
import { findLastText, findText, splitText } from "../operations/find-text.js";
import { iterate } from "../operations/iterate.js";
import { charactersOf, measureText } from "../operations/measure-text.js";
import {
  splitLines,
  splitLinesKeepingEnds,
  splitWhitespace,
  stripEnd,
  stripStart,
  word,
} from "../syntax/python-whitespace.js";
import { codePoints } from "../values/code-points.js";
import type { RenderState } from "../values/render-state.js";
import { makeList, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import type { Method } from "./define-method.js";
import { textMethod } from "./define-method.js";
import { formatBraces, formatMap } from "./format/format-braces.js";

/** Python's `str.strip(characters)`. */
export function strip(
  state: RenderState,
  text: string,
  characters: unknown,
  ends: "start" | "end" | "both",
): string {
  const start = ends !== "end";
  const end = ends !== "start";
  if (characters === undefined || characters === null) {
    state.spend(text.length);
    const left = start ? stripStart(text) : text;
    return end ? stripEnd(left) : left;
  }
  const unwanted = new Set(charactersOf(state, textArgument(state, characters)));
  const points = charactersOf(state, text);
  let from = 0;
  let to = points.length;
  while (start && from < to && unwanted.has(points[from] ?? "")) from += 1;
  while (end && to > from && unwanted.has(points[to - 1] ?? "")) to -= 1;
  return points.slice(from, to).join("");
}

/** Python's `str.replace`; charged before it is built. */
export function replaceText(
  state: RenderState,
  text: string,
  old: string,
  replacement: string,
  count: number,
): string {
  const parts = old === "" ? ["", ...charactersOf(state, text), ""] : splitText(state, text, old);
  const times = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
  state.charge(text.length + times * replacement.length);
  const head = parts.slice(0, times + 1).join(replacement);
  if (times === parts.length - 1) return head;
  return [head, ...parts.slice(times + 1)].join(old);
}

export function joinTexts(state: RenderState, separator: string, parts: readonly string[]): string {
  const gaps = Math.max(0, parts.length - 1) * separator.length;
  state.charge(parts.reduce((sum, part) => sum + part.length, gaps));
  return parts.join(separator);
}

function split(
  state: RenderState,
  text: string,
  args: readonly unknown[],
  fromEnd: boolean,
): unknown {
  const limit = integerArgument(state, args[1], -1);
  state.charge(text.length);
  if (args[0] === undefined || args[0] === null) {
    const words = splitWhitespace(text);
    if (limit < 0 || words.length <= limit) return makeList(words);
    return makeList(splitWords(text, limit, fromEnd));
  }
  const separator = textArgument(state, args[0]);
  if (separator === "") return state.fail("value", "empty separator");
  const parts = splitText(state, text, separator);
  if (limit < 0 || parts.length <= limit + 1) return makeList(parts);
  if (fromEnd) {
    const cut = parts.length - limit;
    return makeList([parts.slice(0, cut).join(separator), ...parts.slice(cut)]);
  }
  return makeList([...parts.slice(0, limit), parts.slice(limit).join(separator)]);
}

/** At most so many words, and what is left of the text, to its end or from its beginning. */
function splitWords(text: string, limit: number, fromEnd: boolean): string[] {
  const found = Array.from(text.matchAll(word));
  const cut = fromEnd ? found.length - limit : limit;
  const whole = ({ 0: text }: RegExpMatchArray) => text;
  if (!fromEnd) return [...found.slice(0, cut).map(whole), text.slice(found[cut]?.index)];
  const next = found[cut]?.index ?? text.length;
  return [stripEnd(text.slice(0, next)), ...found.slice(cut).map(whole)];
}

function partition(
  state: RenderState,
  text: string,
  args: readonly unknown[],
  last: boolean,
): Tuple {
  const separator = textArgument(state, args[0]);
  if (separator === "") return state.fail("value", "empty separator");
  const at = (last ? findLastText : findText)(state, text, separator);
  if (at === -1) return new Tuple(last ? ["", "", text] : [text, "", ""]);
  return new Tuple([text.slice(0, at), separator, text.slice(at + separator.length)]);
}

/** Places a text in a field; widths count code points. */
export function pad(
  state: RenderState,
  text: string,
  width: number,
  placed: "left" | "right" | "center",
  fill = " ",
): string {
  state.checkWidth(width);
  const gap = width - measureText(state, text);
  if (gap <= 0) return text;
  state.charge(width);
  if (placed === "left") return text + fill.repeat(gap);
  if (placed === "right") return fill.repeat(gap) + text;
  // CPython puts the odd blank left where the width is odd.
  const left = Math.floor(gap / 2) + (gap % 2 === 1 && width % 2 === 1 ? 1 : 0);
  return fill.repeat(left) + text + fill.repeat(gap - left);
}

function padMethod(name: string, placed: "left" | "right" | "center") {
  return textMethod(name, "width fillchar?", (state, text, [width, fill]) => {
    const character = textArgument(state, fill, " ");
    if (measureText(state, character) !== 1) {
      return state.fail("type", "The fill character must be exactly one character long");
    }
    return pad(state, text, integerArgument(state, width), placed, character);
  });
}

function fillZeros(state: RenderState, text: string, width: number): string {
  state.checkWidth(width);
  const sign = /^[-+]/u.exec(text)?.[0] ?? "";
  const gap = Math.max(0, width - measureText(state, text));
  state.charge(gap);
  return sign + "0".repeat(gap) + text.slice(sign.length);
}

/** Python's `str.expandtabs`: columns are counted from the last line end. */
function expandTabs(state: RenderState, text: string, size: number): string {
  state.checkWidth(size);
  const tabs = text.split("\t").length - 1;
  state.charge(text.length + tabs * Math.max(0, size));
  let column = 0;
  let expanded = "";
  for (const character of codePoints(text)) {
    if (character === "\t") {
      const gap = size > 0 ? size - (column % size) : 0;
      expanded += " ".repeat(gap);
      column += gap;
    } else {
      expanded += character;
      column = character === "\n" || character === "\r" ? 0 : column + 1;
    }
  }
  return expanded;
}

function joinItems(state: RenderState, separator: string, value: unknown): string {
  const parts = iterate(state, value).map((item, index) => {
    if (item instanceof UndefinedValue) return state.raise(item);
    if (typeof item === "string") return item;
    const reason = `sequence item ${index}: expected str instance, ${typeName(item)} found`;
    return state.fail("type", reason);
  });
  return joinTexts(state, separator, parts);
}

export const textMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  textMethod("strip", "chars?", (state, text, [chars]) => strip(state, text, chars, "both")),
  textMethod("lstrip", "chars?", (state, text, [chars]) => strip(state, text, chars, "start")),
  textMethod("rstrip", "chars?", (state, text, [chars]) => strip(state, text, chars, "end")),
  textMethod("split", "/ sep? maxsplit?", (state, text, args) => split(state, text, args, false)),
  textMethod("rsplit", "/ sep? maxsplit?", (state, text, args) => split(state, text, args, true)),
  textMethod("splitlines", "/ keepends?", (state, text, [keep]) => {
    state.spend(text.length);
    const split = integerArgument(state, keep, 0) !== 0 ? splitLinesKeepingEnds : splitLines;
    return makeList(split(text));
  }),
  textMethod("expandtabs", "/ tabsize?", (state, text, [size]) =>
    expandTabs(state, text, integerArgument(state, size, 8)),
  ),
  textMethod("join", "items", (state, text, [items]) => joinItems(state, text, items ?? null)),
  textMethod("replace", "old new count?", (state, text, [old, fresh, count]) =>
    replaceText(
      state,
      text,
      textArgument(state, old),
      textArgument(state, fresh),
      integerArgument(state, count, -1),
    ),
  ),
  textMethod("removeprefix", "prefix", (state, text, [prefix]) => {
    const edge = textArgument(state, prefix);
    state.scan(edge.length);
    return text.startsWith(edge) ? text.slice(edge.length) : text;
  }),
  textMethod("removesuffix", "suffix", (state, text, [suffix]) => {
    const edge = textArgument(state, suffix);
    state.scan(edge.length);
    return edge !== "" && text.endsWith(edge) ? text.slice(0, -edge.length) : text;
  }),
  textMethod("partition", "sep", (state, text, args) => partition(state, text, args, false)),
  textMethod("rpartition", "sep", (state, text, args) => partition(state, text, args, true)),
  textMethod("zfill", "width", (state, text, [width]) =>
    fillZeros(state, text, integerArgument(state, width)),
  ),
  padMethod("ljust", "left"),
  padMethod("rjust", "right"),
  padMethod("center", "center"),
  [
    "format",
    (state, text, positional, keywords) =>
      formatBraces(state, textArgument(state, text), positional, keywords),
  ],
  textMethod("format_map", "mapping", (state, text, [values]) => formatMap(state, text, values)),
]);
