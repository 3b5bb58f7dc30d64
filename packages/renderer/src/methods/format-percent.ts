import { integerArgument } from "../arguments/read-argument.js";
import { isMapping, readKey } from "../runtime/mappings.js";
import type { RenderState } from "../runtime/render-state.js";
import { toRepr, toText } from "../runtime/to-text.js";
import { codePoints, textLength } from "../values/code-points.js";
import { toNumeric } from "../values/float-number.js";
import { formatFixed } from "../values/format-number.js";
import { Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { checkPrecision, formatExponent, formatGeneral } from "./format-field.js";

const directive = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXeEfFgGcrsa%])?/gu;

/** Python's `text % values`. */
export function formatPercent(state: RenderState, text: string, values: unknown): string {
  const source = new PercentValues(state, values);
  const pieces: string[] = [];
  let end = 0;
  for (const found of text.matchAll(directive)) {
    pieces.push(text.slice(end, found.index), formatDirective(state, found, source));
    end = found.index + found[0].length;
  }
  pieces.push(text.slice(end));
  source.finish();
  state.charge(pieces.reduce((sum, piece) => sum + piece.length, 0));
  return pieces.join("");
}

/** The values on the right of `%`, taken in turn or by key. */
class PercentValues {
  private readonly state: RenderState;
  private readonly values: unknown;
  private readonly list: readonly unknown[];
  private next = 0;
  private named = false;

  constructor(state: RenderState, values: unknown) {
    this.state = state;
    this.values = values;
    this.list = values instanceof Tuple ? values.items : [values];
  }

  take(key?: string): unknown {
    if (key !== undefined) {
      this.named = true;
      return keyed(this.state, this.values, key);
    }
    if (this.next >= this.list.length) {
      return this.state.fail("type", "not enough arguments for format string");
    }
    this.next += 1;
    return this.list[this.next - 1];
  }

  /** A width or precision, which `*` takes from the values. */
  takeSize(written: string): number {
    return written === "*" ? integerArgument(this.state, this.take()) : Number(written);
  }

  finish(): void {
    if (this.next >= this.list.length || this.named || isMapping(this.values)) return;
    this.state.fail("type", "not all arguments converted during string formatting");
  }
}

function formatDirective(
  state: RenderState,
  found: RegExpMatchArray,
  source: PercentValues,
): string {
  const [, key, flags = "", width = "0", precision, type] = found;
  if (type === undefined) return state.fail("value", "incomplete format");
  if (type === "%") return "%";
  const size = source.takeSize(width);
  const places = precision === undefined ? undefined : source.takeSize(precision);
  return convert(state, source.take(key), { flags, size, places, type });
}

function keyed(state: RenderState, values: unknown, key: string): unknown {
  if (!isMapping(values)) return state.fail("type", "format requires a mapping");
  const value = readKey(state, values, key);
  return value === undefined ? state.fail("value", `format: there is no key '${key}'`) : value;
}

interface Conversion {
  readonly flags: string;
  readonly size: number;
  readonly places: number | undefined;
  readonly type: string;
}

function convert(state: RenderState, value: unknown, conversion: Conversion): string {
  const { flags, size, places, type } = conversion;
  if (value instanceof UndefinedValue) return state.raise(value);
  state.checkWidth(size);
  checkPrecision(state, places);
  if (type === "s" || type === "r" || type === "a") {
    const full = type === "s" ? toText(state, value) : toRepr(state, value);
    return place(
      places === undefined ? full : codePoints(full).slice(0, places).join(""),
      size,
      flags,
      false,
    );
  }
  if (type === "c") return place(toText(state, value), size, flags, false);
  return place(numberField(state, value, conversion), size, flags, true);
}

function numberField(state: RenderState, value: unknown, conversion: Conversion): string {
  const { flags, places, type } = conversion;
  const number = toNumeric(value);
  if (!number) {
    return state.fail("type", `%${type} format: a real number is required, not ${typeName(value)}`);
  }
  const digits = numberText(Math.abs(number.value), places, type);
  const negative = number.value < 0 || (Object.is(number.value, -0) && !/[diu]/u.test(type));
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return sign + digits;
}

function numberText(value: number, places: number | undefined, type: string): string {
  switch (type) {
    case "d":
    case "i":
    case "u":
      return String(Math.trunc(value)).padStart(places ?? 0, "0");
    case "x":
      return value.toString(16);
    case "X":
      return value.toString(16).toUpperCase();
    case "o":
      return value.toString(8);
    case "e":
    case "E":
      return formatExponent(value, places ?? 6, type);
    case "g":
    case "G":
      return formatGeneral(value, places ?? 6);
    default:
      return formatFixed(value, places ?? 6);
  }
}

function place(text: string, size: number, flags: string, number: boolean): string {
  const gap = Math.max(0, size - textLength(text));
  if (flags.includes("-")) return text + " ".repeat(gap);
  if (!number || !flags.includes("0")) return " ".repeat(gap) + text;
  const sign = /^[-+ ]/u.exec(text)?.[0] ?? "";
  return sign + "0".repeat(gap) + text.slice(sign.length);
}
