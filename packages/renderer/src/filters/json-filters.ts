import { integerArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { order } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import { flatEntries, isMapping } from "../operations/mappings.js";
import { readList } from "../operations/read-list.js";
import { refuseDepth, toText } from "../operations/to-text.js";
import { toNumeric } from "../values/float-number.js";
import { formatFloat } from "../values/format-number.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

interface JsonStyle {
  readonly sorted: boolean;
  /** What each level is indented by; null for all in one line. */
  readonly indent: string | null;
  readonly quote: (text: string) => string;
}

/** Python's `json.dumps` default: everything beyond ASCII as `\uXXXX`. */
function quoteAscii(text: string): string {
  return JSON.stringify(text).replace(/[^\0-\x7e]/g, (unit) => {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

function write(
  state: RenderState,
  value: unknown,
  style: JsonStyle,
  parents: readonly unknown[],
): string {
  if (typeof value === "string") return quote(state, value, style);
  if (value === null || typeof value === "boolean") return String(value);
  const number = toNumeric(value);
  if (number) return number.float ? formatFloat(number.value) : String(number.value);
  if (value instanceof UndefinedValue) return state.raise(value);
  if (parents.length > 100) refuseDepth(state, value, parents);
  const around = [...parents, value];
  const items =
    value instanceof Tuple
      ? iterate(state, value)
      : Array.isArray(value)
        ? readList(state, value)
        : null;
  if (items) {
    const parts = items.map((item) => write(state, item, style, around));
    return wrap(state, "[", parts, "]", style, parents.length);
  }
  if (!isMapping(value)) {
    return state.fail("type", `Object of type ${typeName(value)} is not JSON serializable`);
  }
  const flat = flatEntries(state, value, state.site);
  const pairs: [unknown, unknown][] = [];
  for (let at = 0; at < flat.length; at += 2) pairs.push([flat[at], flat[at + 1]]);
  if (style.sorted) pairs.sort(([left], [right]) => order(state, left, right));
  const parts = pairs.map(
    ([key, item]) =>
      `${quote(state, keyText(state, key), style)}: ${write(state, item, style, around)}`,
  );
  return wrap(state, "{", parts, "}", style, parents.length);
}

function quote(state: RenderState, text: string, style: JsonStyle): string {
  const quoted = style.quote(text);
  state.charge(quoted.length);
  return quoted;
}

function keyText(state: RenderState, key: unknown): string {
  if (key === null || typeof key === "boolean") return String(key);
  if (typeof key === "string" || toNumeric(key)) return toText(state, key);
  const reason = `keys must be str, int, float, bool or None, not ${typeName(key)}`;
  return state.fail("type", reason);
}

function wrap(
  state: RenderState,
  open: string,
  parts: readonly string[],
  close: string,
  { indent }: JsonStyle,
  depth: number,
): string {
  const width = (indent ?? "").length * (depth + 1);
  state.charge(parts.reduce((sum, part) => sum + part.length + width + 2, 0));
  if (indent === null || parts.length === 0) return open + parts.join(", ") + close;
  const inner = `\n${indent.repeat(depth + 1)}`;
  return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(depth)}${close}`;
}

/** As Python's: a text, or a number of blanks, of which none still breaks the lines. */
function indentOf(state: RenderState, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const size = typeof value === "string" ? value.length : integerArgument(state, value);
  if (size > 100) state.fail("limit", "a JSON indentation is above 100");
  return typeof value === "string" ? value : " ".repeat(Math.max(0, size));
}

const htmlUnsafe: Readonly<Record<string, string>> = {
  "<": "\\u003c",
  ">": "\\u003e",
  "&": "\\u0026",
  "'": "\\u0027",
};

export const jsonFilters: readonly BuiltinFilter[] = [
  filter("tojson", ["indent"], (state, value, [indent]) => {
    const style = { sorted: true, indent: indentOf(state, indent), quote: quoteAscii };
    const text = write(state, value, style, []);
    const safe = text.replace(/[<>&']/gu, (character) => htmlUnsafe[character] ?? "");
    state.charge(safe.length);
    return safe;
  }),
  // JSON for a model's eyes: UTF-8, the order of insertion, nothing escaped for HTML.
  filter("json", ["indent"], (state, value, [indent]) => {
    const style = { sorted: false, indent: indentOf(state, indent), quote: JSON.stringify };
    return write(state, value, style, []);
  }),
];
