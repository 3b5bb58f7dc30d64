import { isMapping, readKey } from "../../operations/mappings.js";
import { toRepr, toText } from "../../operations/to-text.js";
import type { Keywords } from "../../values/callable-value.js";
import { escapeNonAscii } from "../../values/quote-text.js";
import type { RenderState } from "../../values/render-state.js";
import { typeName } from "../../values/type-name.js";
import { UndefinedValue } from "../../values/undefined-value.js";
import { formatField } from "./format-field.js";

const part = /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}|[{}]/gu;

/** Python's `str.format`. Members and indices are read by the template's own rules. */
export function formatBraces(
  state: RenderState,
  text: string,
  positional: readonly unknown[],
  keywords: Keywords,
): string {
  const fields = new Fields(state);
  return fillBraces(state, text, (name) => {
    const { key, steps } = fields.split(name);
    const value = typeof key === "number" ? positional[key] : keywords.get(key);
    return followSteps(state, value === undefined ? absent(state, key) : value, steps);
  });
}

/** Python's `str.format_map`. */
export function formatMap(state: RenderState, text: string, values: unknown): string {
  const fields = new Fields(state);
  return fillBraces(state, text, (name) => {
    const { key, steps } = fields.split(name);
    if (typeof key === "number") {
      return state.fail("value", "format_map takes named fields, and no positions");
    }
    if (!isMapping(values)) {
      return state.fail("type", `format_map needs a mapping, not ${typeName(values)}`);
    }
    const value = readKey(state, values, key);
    return followSteps(state, value === undefined ? absent(state, key) : value, steps);
  });
}

function absent(state: RenderState, key: string | number): never {
  return state.fail("value", `format: there is no argument '${key}'`);
}

/** Splits the names of fields, and numbers those without one: all of them, or none. */
class Fields {
  private readonly state: RenderState;
  private count = 0;
  private numbering: "automatic" | "manual" | null = null;

  constructor(state: RenderState) {
    this.state = state;
  }

  split(name: string): { readonly key: string | number; readonly steps: string } {
    const [, first = "", steps = ""] = /^([^.[]*)([\s\S]*)$/u.exec(name) ?? [];
    if (first === "") {
      this.require("automatic");
      this.count += 1;
      return { key: this.count - 1, steps };
    }
    if (!/^\d+$/u.test(first)) return { key: first, steps };
    this.require("manual");
    return { key: Number(first), steps };
  }

  private require(numbering: "automatic" | "manual"): void {
    this.numbering ??= numbering;
    if (this.numbering === numbering) return;
    this.state.fail("value", "format: number all fields, or none of them");
  }
}

function fillBraces(state: RenderState, text: string, read: (name: string) => unknown): string {
  state.spend(text.length);
  const pieces: string[] = [];
  let end = 0;
  for (const found of text.matchAll(part)) {
    pieces.push(text.slice(end, found.index));
    end = found.index + found[0].length;
    const formatted = formatPart(state, found, read);
    state.charge(formatted.length);
    pieces.push(formatted);
  }
  pieces.push(text.slice(end));
  state.charge(pieces.reduce((sum, piece) => sum + piece.length, 0));
  return pieces.join("");
}

function formatPart(
  state: RenderState,
  found: RegExpMatchArray,
  read: (name: string) => unknown,
): string {
  const [whole, name, conversion, spec = ""] = found;
  if (whole === "{{") return "{";
  if (whole === "}}") return "}";
  if (name === undefined) return state.fail("value", `format: single '${whole}' in the text`);
  const value = read(name);
  if (value instanceof UndefinedValue) return state.raise(value);
  const shown = convert(state, value, conversion);
  const filled = spec.replace(/\{([^{}]*)\}/gu, (_whole, inner: string) =>
    toText(state, read(inner)),
  );
  state.charge(filled.length);
  return formatField(state, shown, filled);
}

function convert(state: RenderState, value: unknown, conversion: string | undefined): unknown {
  if (conversion === undefined) return value;
  if (conversion === "s") return toText(state, value);
  const quoted = toRepr(state, value);
  return conversion === "a" ? escapeNonAscii(quoted) : quoted;
}

function followSteps(state: RenderState, value: unknown, steps: string): unknown {
  let current = value;
  // From each bracket without an end, one is looked for in all that follows.
  const unclosed = steps.slice(steps.lastIndexOf("]") + 1).split("[").length - 1;
  state.scan(unclosed * steps.length);
  for (const [, member, index] of steps.matchAll(/\.([^.[]+)|\[([^\]]+)\]/gu)) {
    if (member !== undefined) current = state.follow(current, member, false);
    else if (index !== undefined) {
      current = state.follow(current, /^\d+$/u.test(index) ? Number(index) : index, true);
    }
    if (current instanceof UndefinedValue) return state.raise(current);
  }
  return current;
}
