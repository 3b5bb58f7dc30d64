import { charactersOf } from "../../operations/measure-text.js";
import { toText } from "../../operations/to-text.js";
import { toNumeric } from "../../values/float-number.js";
import { formatFloat, groupDigits } from "../../values/format-number.js";
import type { RenderState } from "../../values/render-state.js";
import { typeName } from "../../values/type-name.js";
import { alignText, type FormatSpecification, parseSpecification } from "./format-specification.js";
import { roundExponential, styleNumber } from "./number-styles.js";

/** Python's `format(value, spec)`. */
export function formatField(state: RenderState, value: unknown, spec: string): string {
  if (spec === "") return toText(state, value);
  const number = toNumeric(value);
  if (typeof value !== "string" && !number) {
    return state.fail("type", `unsupported format string passed to ${typeName(value)}.__format__`);
  }
  const specification = parseSpecification(state, spec);
  if (typeof value === "string") return formatText(state, value, specification);
  return number === undefined ? "" : formatNumber(state, number, specification);
}

function formatText(state: RenderState, text: string, field: FormatSpecification): string {
  const { type, sign, alternate, align, separator, precision } = field;
  if (type !== undefined && type !== "s") return refuseType(state, type, "str");
  const unfit =
    sign !== undefined
      ? "a sign"
      : alternate
        ? "the alternate form (#)"
        : align === "="
          ? "'=' alignment"
          : separator;
  if (unfit !== undefined) state.fail("value", `${unfit} is not allowed in a text's format`);
  const cut =
    precision === undefined ? text : charactersOf(state, text).slice(0, precision).join("");
  return alignText(cut, field, align ?? "<");
}

function refuseType(state: RenderState, type: string, typed: string): never {
  return state.fail("value", `unknown format code '${type}' for object of type '${typed}'`);
}

interface SizedNumber {
  readonly value: number;
  readonly float: boolean;
}

function formatNumber(state: RenderState, number: SizedNumber, field: FormatSpecification): string {
  const { value, float } = number;
  const size = Math.abs(value);
  if (field.type === "c" && value < 0) state.fail("value", "'c' needs a code point");
  const digits = float ? floatDigits(state, size, field) : integerDigits(state, size, field);
  const negative = value < 0 || (float && Object.is(value, -0));
  const sign = negative ? "-" : field.sign === "-" ? "" : (field.sign ?? "");
  const prefix = !float && field.alternate ? basePrefix(field.type) : "";
  return alignNumber(sign + prefix, digits, field);
}

function alignNumber(before: string, digits: string, field: FormatSpecification): string {
  const { align, zero, fill, width, separator, type } = field;
  const size = type !== undefined && "boxX".includes(type) ? 4 : 3;
  const group = (text: string) =>
    separator === undefined ? text : groupDigits(text, separator, size);
  const side = align ?? (zero ? "=" : ">");
  if (side !== "=") return alignText(before + group(digits), field, side);
  if (separator === undefined || fill !== "0") {
    return before + alignText(group(digits), { ...field, width: width - before.length }, ">");
  }
  // Zeros are grouped as well, and the field grows rather than begin with a separator.
  const fewest = Math.floor(((width - before.length - 1) * size) / (size + 1));
  for (let count = Math.max(digits.length, fewest); ; count += 1) {
    const grouped = group(digits.padStart(count, "0"));
    if (before.length + grouped.length >= width) return before + grouped;
  }
}

const bases: ReadonlyMap<string, number> = new Map([
  ["b", 2],
  ["o", 8],
  ["x", 16],
  ["X", 16],
]);

function basePrefix(type: string | undefined): string {
  return type !== undefined && bases.has(type) ? `0${type}` : "";
}

function integerDigits(state: RenderState, size: number, field: FormatSpecification): string {
  const { type, precision, alternate, sign } = field;
  const styled =
    type === undefined || type === "n"
      ? undefined
      : styleNumber(size, { type, precision: precision ?? 6, alternate });
  if (styled !== undefined) return styled;
  if (precision !== undefined) state.fail("value", "a precision is not allowed for integers");
  if (type === undefined || type === "d" || type === "n") return String(size);
  if (type === "c") {
    if (sign !== undefined || alternate) state.fail("value", "'c' takes neither sign nor '#'");
    if (size > 0x10ffff) state.fail("value", "'c' needs a code point");
    return String.fromCodePoint(size);
  }
  const base = bases.get(type);
  if (base === undefined) return refuseType(state, type, "int");
  const digits = size.toString(base);
  return type === "X" ? digits.toUpperCase() : digits;
}

function floatDigits(state: RenderState, size: number, field: FormatSpecification): string {
  const { type, precision, alternate } = field;
  if (type === undefined) {
    return precision === undefined ? formatFloat(size) : shortDigits(size, precision, alternate);
  }
  const styled = styleNumber(size, { type, precision: precision ?? 6, alternate });
  return styled ?? refuseType(state, type, "float");
}

/** Without a type, a float is written as by `g`, with at least one digit after the point. */
function shortDigits(size: number, precision: number, alternate: boolean): string {
  const places = Math.max(1, precision);
  const { exponent } = roundExponential(size, places - 1);
  const general = styleNumber(size, { type: "g", precision: places, alternate }) ?? "";
  if (general.includes("e") || general.includes(".")) return general;
  // A number that fills all its digits is written with an exponent, so that the point can stay.
  if (exponent < places - 1 || alternate) return `${general}.0`;
  const { mantissa } = roundExponential(size, places - 1);
  const short = mantissa.replace(/\.?0+$/u, "");
  return `${short}e+${String(exponent).padStart(2, "0")}`;
}
