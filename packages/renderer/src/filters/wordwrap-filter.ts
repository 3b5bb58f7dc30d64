import { flagArgument, integerArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { splitLines, stripEnd } from "../syntax/python-whitespace.js";
import { codePoints, textLength } from "../values/code-points.js";
import { latePattern } from "../values/late-pattern.js";
import type { RenderState } from "../values/render-state.js";

interface WrapSettings {
  readonly width: number;
  readonly breakLong: boolean;
  readonly breakHyphens: boolean;
}

/**
 * Python's `textwrap.wordsep_re`: blanks, words and their parts after hyphens, and dashes between words. At every
 * start of a process, reading it would be a tenth of the time to the first render.
 */
const separator = latePattern(
  () =>
    /([\t-\r ]+|(?<=[\p{L}\p{N}_!"'&.,?])-{2,}(?=[\p{L}\p{N}_])|[^\t-\r ]+?(?:-(?:(?<=[\p{L}\p{Nl}\p{No}_]{2}-)|(?<=[\p{L}\p{Nl}\p{No}_]-[\p{L}\p{Nl}\p{No}_]-))(?=[\p{L}\p{Nl}\p{No}_]-?[\p{L}\p{Nl}\p{No}_])|(?=[\t-\r ]|$)|(?<=[\p{L}\p{N}_!"'&.,?])(?=-{2,}[\p{L}\p{N}_])))/u,
);

/** The pieces between which Python's `textwrap` may break. */
function chunksOf(line: string, breakHyphens: boolean): string[] {
  return line.split(breakHyphens ? separator() : /([\t-\r ]+)/u).filter((chunk) => chunk !== "");
}

function isBlank(text: string): boolean {
  return stripEnd(text) === "";
}

/** Takes the chunks that fit into one line off the stack. */
function takeLine(chunks: string[], width: number): { taken: string[]; size: number } {
  const taken: string[] = [];
  let size = 0;
  for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
    const length = textLength(next);
    if (size + length > width) break;
    taken.push(next);
    size += length;
    chunks.pop();
  }
  return { taken, size };
}

/** Cuts a word that no line holds into full lines, by its places: copies of the rest would be quadratic. */
function breakWord(
  word: string,
  room: number,
  { width, breakHyphens }: WrapSettings,
): { lines: string[]; rest: string } {
  const points = codePoints(word);
  const lines: string[] = [];
  let at = 0;
  for (let space = room; lines.length === 0 || points.length - at > width; space = width) {
    const end = at + (breakHyphens ? hyphenEnd(points, at, space) : space);
    lines.push(points.slice(at, end).join(""));
    at = end;
  }
  return { lines, rest: points.slice(at).join("") };
}

/** How much of a word goes into a line: up to its last hyphen there, unless there are only hyphens before. */
function hyphenEnd(points: readonly string[], at: number, space: number): number {
  let last = at + space - 1;
  // Not by lastIndexOf, which would look back to the beginning of the word.
  while (last > at && points[last] !== "-") last -= 1;
  if (last <= at || points.length - at <= space) return space;
  const isWord = points.slice(at, last).some((character) => character !== "-");
  return isWord ? last - at + 1 : space;
}

/** A line without the blanks at its end, or none where nothing is left. */
function finishedLine(taken: readonly string[]): string[] {
  const kept = isBlank(taken.at(-1) ?? "") ? taken.slice(0, -1) : taken;
  return kept.length > 0 ? [kept.join("")] : [];
}

function wrapLine(line: string, settings: WrapSettings): string[] {
  const { width, breakLong } = settings;
  const chunks = chunksOf(line, settings.breakHyphens).reverse();
  const lines: string[] = [];
  while (chunks.length > 0) {
    if (lines.length > 0 && isBlank(chunks.at(-1) ?? "")) chunks.pop();
    const { taken, size } = takeLine(chunks, width);
    const next = chunks.at(-1) ?? "";
    if (textLength(next) > width && breakLong) {
      chunks.pop();
      const { lines: cut, rest } = breakWord(next, width - size, settings);
      const [first = "", ...more] = cut;
      lines.push(
        ...finishedLine([...taken, first]),
        ...more.flatMap((part) => finishedLine([part])),
      );
      chunks.push(rest);
      continue;
    }
    if (taken.length === 0) taken.push(...chunks.splice(-1));
    lines.push(...finishedLine(taken));
  }
  return lines;
}

function wordwrap(state: RenderState, value: unknown, args: readonly unknown[]): string {
  const text = textArgument(state, value);
  const width = integerArgument(state, args[0], 79);
  if (width < 1) return state.fail("value", "invalid width (must be > 0)");
  const wrapString = args[2] === null ? "\n" : textArgument(state, args[2], "\n");
  const settings = {
    width,
    breakLong: flagArgument(state, args[1], true),
    breakHyphens: flagArgument(state, args[3], true),
  };
  state.spend(text.length);
  const lines = splitLines(text);
  const wrapped = lines.map((line) => wrapLine(line, settings));
  const count = wrapped.reduce((sum, part) => sum + part.length, 0);
  state.charge(text.length + count * wrapString.length);
  return wrapped.map((part) => part.join(wrapString)).join(wrapString);
}

export const wordwrapFilter: BuiltinFilter = filter(
  "wordwrap",
  ["width", "break_long_words", "wrapstring", "break_on_hyphens"],
  wordwrap,
);
