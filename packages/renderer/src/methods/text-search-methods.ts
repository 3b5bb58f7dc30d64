import { textArgument } from "../arguments/read-argument.js";
import { findLastText, findText, splitText } from "../operations/find-text.js";
import { iterate } from "../operations/iterate.js";
import { charactersOf, measureText } from "../operations/measure-text.js";
import { isSimpleText } from "../values/code-points.js";
import { integerOf } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import type { Method } from "./define-method.js";
import { textMethod } from "./define-method.js";

type Args = readonly unknown[];

/** The part of a text that a search looks at, and where it begins, in code points. */
interface Section {
  readonly text: string;
  readonly start: number;
}

const parameters = "sub start? end?";

/** `text[start:end]` as Python's searches mean it; undefined where `start` lies behind the end. */
function sectionOf(state: RenderState, text: string, args: Args): Section | undefined {
  const [, from, to] = args;
  if ((from ?? null) === null && (to ?? null) === null) return { text, start: 0 };
  const length = measureText(state, text);
  const start = bound(state, from, 0, length);
  const end = Math.min(length, bound(state, to, length, length));
  if (start > length || start > end) return undefined;
  const cut = isSimpleText(text)
    ? text.slice(start, end)
    : charactersOf(state, text).slice(start, end).join("");
  return { text: cut, start };
}

function bound(state: RenderState, value: unknown, fallback: number, length: number): number {
  if (value === undefined || value === null) return fallback;
  const reason = "slice indices must be integers or None";
  const given = integerOf(value) ?? state.fail("type", reason);
  return given < 0 ? Math.max(0, given + length) : given;
}

function find(state: RenderState, text: string, args: Args, last: boolean): number {
  const wanted = textArgument(state, args[0]);
  const section = sectionOf(state, text, args);
  if (section === undefined) return -1;
  const look = last ? findLastText : findText;
  const at = look(state, section.text, wanted);
  return at === -1 ? -1 : section.start + measureText(state, section.text.slice(0, at));
}

function index(state: RenderState, text: string, args: Args, last: boolean): number {
  const at = find(state, text, args, last);
  return at === -1 ? state.fail("value", "substring not found") : at;
}

function count(state: RenderState, text: string, args: Args): number {
  const wanted = textArgument(state, args[0]);
  const section = sectionOf(state, text, args);
  if (section === undefined) return 0;
  if (wanted === "") return measureText(state, section.text) + 1;
  return splitText(state, section.text, wanted).length - 1;
}

function hasEdge(
  state: RenderState,
  text: string,
  args: Args,
  test: (section: string, edge: string) => boolean,
): boolean {
  const [edge] = args;
  const edges = edge instanceof Tuple ? iterate(state, edge) : [edge];
  const wanted = edges.map((part) => textArgument(state, part));
  for (const part of wanted) state.scan(part.length);
  const section = sectionOf(state, text, args);
  return section !== undefined && wanted.some((part) => test(section.text, part));
}

/** Methods that look for a text in a part of another; positions count code points. */
export const textSearchMethods: ReadonlyMap<string, Method> = new Map([
  textMethod("find", parameters, (state, text, args) => find(state, text, args, false)),
  textMethod("rfind", parameters, (state, text, args) => find(state, text, args, true)),
  textMethod("index", parameters, (state, text, args) => index(state, text, args, false)),
  textMethod("rindex", parameters, (state, text, args) => index(state, text, args, true)),
  textMethod("count", parameters, count),
  textMethod("startswith", "prefix start? end?", (state, text, args) =>
    hasEdge(state, text, args, (section, edge) => section.startsWith(edge)),
  ),
  textMethod("endswith", "suffix start? end?", (state, text, args) =>
    hasEdge(state, text, args, (section, edge) => section.endsWith(edge)),
  ),
]);
