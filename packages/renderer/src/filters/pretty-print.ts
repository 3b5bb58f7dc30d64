import { order } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import { isMapping, mappingPairs } from "../operations/mappings.js";
import { measureText } from "../operations/measure-text.js";
import { readList } from "../operations/read-list.js";
import { refuseDepth, toRepr } from "../operations/to-text.js";
import { splitLinesKeepingEnds, whitespaceClass } from "../syntax/python-whitespace.js";
import { textLength } from "../values/code-points.js";
import { quoteText } from "../values/quote-text.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";

const width = 80;
const partCost = 10;
const words = new RegExp(`[^${whitespaceClass}]*[${whitespaceClass}]*`, "gu");

/** Where a part stands: the columns before it, those that its end needs, and the containers around it. */
interface Place {
  readonly indent: number;
  readonly allowance: number;
  readonly parents: readonly unknown[];
}

/** Python's `pprint.pformat(value)`: keys in order, and lines of at most 80 characters where possible. */
export function prettyPrint(state: RenderState, value: unknown): string {
  const text = format(state, value, { indent: 0, allowance: 0, parents: [] });
  state.charge(text.length);
  return text;
}

function format(state: RenderState, value: unknown, place: Place): string {
  const flat = sortedRepr(state, value, place.parents);
  if (measureText(state, flat) <= width - place.indent - place.allowance) return flat;
  const inner = { ...place, parents: [...place.parents, value] };
  if (typeof value === "string") return value === "" ? flat : formatText(state, value, inner);
  if (isMapping(value)) return `{${formatPairs(state, sortedPairs(state, value), inner)}}`;
  if (Array.isArray(value)) return `[${formatItems(state, readList(state, value), inner, 1)}]`;
  if (!(value instanceof Tuple)) return flat;
  const end = value.items.length === 1 ? ",)" : ")";
  return `(${formatItems(state, value.items, inner, end.length)}${end}`;
}

function formatItems(
  state: RenderState,
  items: readonly unknown[],
  place: Place,
  end: number,
): string {
  const { indent, allowance, parents } = place;
  const parts = items.map((item, index) =>
    format(state, item, {
      indent: indent + 1,
      allowance: index === items.length - 1 ? allowance + end : 1,
      parents,
    }),
  );
  return joinLines(state, parts, indent + 1);
}

/** Charged before it is built: behind a long key, each line has as many blanks. */
function joinLines(
  state: RenderState,
  parts: readonly string[],
  indent: number,
  end = ",",
): string {
  const separator = indent + end.length + 1;
  state.charge(parts.reduce((sum, part) => sum + part.length + separator, 0));
  return parts.join(`${end}\n${" ".repeat(indent)}`);
}

type Pair = readonly [key: unknown, value: unknown];

function formatPairs(state: RenderState, pairs: readonly Pair[], place: Place): string {
  const { indent, allowance, parents } = place;
  const parts = pairs.map(([key, value], index) => {
    const name = sortedRepr(state, key, parents);
    const last = index === pairs.length - 1;
    const inner = {
      indent: indent + 1 + textLength(name) + 2,
      allowance: last ? allowance + 1 : 1,
      parents,
    };
    return `${name}: ${format(state, value, inner)}`;
  });
  return joinLines(state, parts, indent + 1);
}

/** A long text becomes several literals, one a line, which Python would read as one. */
function formatText(
  state: RenderState,
  text: string,
  { indent, allowance, parents }: Place,
): string {
  const alone = parents.length === 1;
  const room = { column: indent + (alone ? 1 : 0), end: allowance + (alone ? 1 : 0) };
  const lines = splitLinesKeepingEnds(text);
  const chunks = lines.flatMap((line, index) =>
    chunkLine(state, line, width - room.column, index === lines.length - 1 ? room.end : 0),
  );
  if (chunks.length === 1) return chunks.join("");
  const joined = joinLines(state, chunks, room.column, "");
  return alone ? `(${joined})` : joined;
}

/** `end`: what the last chunk of the text must leave free. */
function chunkLine(state: RenderState, line: string, room: number, end: number): string[] {
  const whole = quoteText(line);
  if (textLength(whole) <= room - end) return [whole];
  const parts = (line.match(words) ?? []).filter((part) => part !== "");
  // Each of them is looked at together with what stands on its line so far.
  state.spend(parts.length * partCost);
  const chunks: string[] = [];
  let current = "";
  for (const [index, part] of parts.entries()) {
    const free = room - (index === parts.length - 1 ? end : 0);
    if (current !== "" && textLength(quoteText(current + part)) > free) {
      chunks.push(quoteText(current));
      current = part;
    } else current += part;
  }
  return current === "" ? chunks : [...chunks, quoteText(current)];
}

/** Python's `repr`, with the keys of mappings in order. */
function sortedRepr(state: RenderState, value: unknown, parents: readonly unknown[]): string {
  if (parents.length > 100) refuseDepth(state, value, parents);
  const around = [...parents, value];
  const inner = (item: unknown) => sortedRepr(state, item, around);
  if (Array.isArray(value)) return enclose(state, "[", readList(state, value).map(inner), "]");
  if (value instanceof Tuple) {
    return enclose(
      state,
      "(",
      iterate(state, value).map(inner),
      value.items.length === 1 ? ",)" : ")",
    );
  }
  if (!isMapping(value)) return toRepr(state, value, parents);
  const parts = sortedPairs(state, value).map(([key, item]) => `${inner(key)}: ${inner(item)}`);
  return enclose(state, "{", parts, "}");
}

function enclose(
  state: RenderState,
  open: string,
  parts: readonly string[],
  close: string,
): string {
  const text = `${open}${parts.join(", ")}${close}`;
  state.charge(text.length);
  return text;
}

function sortedPairs(state: RenderState, value: Parameters<typeof mappingPairs>[1]): Pair[] {
  const pairs = mappingPairs(state, value).map(({ items: [key, item] }): Pair => [key, item]);
  return pairs.sort(([left], [right]) => orderKeys(state, left, right));
}

/** Keys that cannot be compared are ordered by the names of their types. */
function orderKeys(state: RenderState, left: unknown, right: unknown): number {
  const [one, other] = [typeName(left), typeName(right)];
  if (one === other || (isNumeric(one) && isNumeric(other))) {
    return left === null ? 0 : order(state, left, right);
  }
  return one < other ? -1 : 1;
}

function isNumeric(name: string): boolean {
  return name === "int" || name === "float" || name === "bool";
}
