import { integerArgument } from "../../arguments/read-argument.js";
import { isMapping, readKey } from "../../operations/mappings.js";
import { charactersOf, measureText } from "../../operations/measure-text.js";
import { toRepr, toText } from "../../operations/to-text.js";
import { textLength } from "../../values/code-points.js";
import { toNumeric } from "../../values/float-number.js";
import { escapeNonAscii } from "../../values/quote-text.js";
import type { RenderState } from "../../values/render-state.js";
import { Tuple } from "../../values/sequences.js";
import { typeName } from "../../values/type-name.js";
import { UndefinedValue } from "../../values/undefined-value.js";
import { checkPrecision } from "./format-specification.js";
import { styleNumber } from "./number-styles.js";

const directive =
  /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([diouxXeEfFgGcrsa%])?/gu;

/** Python's `text % values`. */
export function formatPercent(state: RenderState, text: string, values: unknown): string {
  const source = new PercentValues(state, values);
  state.spend(text.length);
  const pieces: string[] = [];
  let end = 0;
  for (const found of text.matchAll(directive)) {
    const formatted = formatDirective(state, found, source);
    state.charge(formatted.length);
    pieces.push(text.slice(end, found.index), formatted);
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
  if (type === "%") {
    if (found[0] === "%%") return "%";
    return state.fail("value", "unsupported format character '%'; write %% for a percent sign");
  }
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
    const shown = type === "a" ? escapeNonAscii(full) : full;
    return place(
      places === undefined ? shown : charactersOf(state, shown).slice(0, places).join(""),
      size,
      flags,
      false,
    );
  }
  if (type === "c") return place(character(state, value), size, flags, false);
  return place(numberField(state, value, conversion), size, flags, true);
}

function character(state: RenderState, value: unknown): string {
  if (typeof value === "string" && measureText(state, value) === 1) return value;
  const number = toNumeric(value);
  if (!number || number.float) return state.fail("type", "%c requires int or char");
  if (number.value < 0 || number.value > 0x10ffff) {
    return state.fail("value", "%c needs a code point below 0x110000");
  }
  return String.fromCodePoint(number.value);
}

function numberField(state: RenderState, value: unknown, conversion: Conversion): string {
  const { flags, type } = conversion;
  const number = toNumeric(value);
  if (!number) {
    return state.fail("type", `%${type} format: a real number is required, not ${typeName(value)}`);
  }
  if (number.float && /[xXo]/u.test(type)) {
    return state.fail("type", `%${type} format: an integer is required, not float`);
  }
  const whole = /[diu]/u.test(type) ? Math.trunc(number.value) : number.value;
  const digits = numberText(Math.abs(whole), conversion);
  const negative = whole < 0 || (Object.is(whole, -0) && !/[diuxXo]/u.test(type));
  const sign = negative ? "-" : flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
  return sign + digits;
}

function numberText(value: number, { places, type, flags }: Conversion): string {
  const alternate = flags.includes("#");
  const padded = (digits: string) => digits.padStart(places ?? 0, "0");
  switch (type) {
    case "d":
    case "i":
    case "u":
      return padded(String(value));
    case "x":
      return (alternate ? "0x" : "") + padded(value.toString(16));
    case "X":
      return (alternate ? "0X" : "") + padded(value.toString(16).toUpperCase());
    case "o":
      return (alternate ? "0o" : "") + padded(value.toString(8));
    default:
      return styleNumber(value, { type, precision: places ?? 6, alternate }) ?? "";
  }
}

function place(text: string, size: number, flags: string, number: boolean): string {
  const gap = Math.max(0, size - textLength(text));
  if (flags.includes("-")) return text + " ".repeat(gap);
  if (!number || !flags.includes("0")) return " ".repeat(gap) + text;
  const before = /^[-+ ]?(?:0[xXo])?/u.exec(text)?.[0] ?? "";
  return before + "0".repeat(gap) + text.slice(before.length);
}
