import type { RenderState } from "../runtime/render-state.js";
import { toText } from "../runtime/to-text.js";
import { codePoints, textLength } from "../values/code-points.js";
import { toNumeric } from "../values/float-number.js";
import { formatFixed, formatFloat, groupThousands } from "../values/format-number.js";
import { typeName } from "../values/type-name.js";

const specification =
  /^(?:([\s\S])?([<>=^]))?([-+ ])?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/u;

interface Field {
  readonly fill: string;
  readonly align: string | undefined;
  readonly sign: string;
  readonly width: number;
  readonly separator: string | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
  readonly alternate: boolean;
}

/** Python's `format(value, spec)`. */
export function formatField(state: RenderState, value: unknown, spec: string): string {
  if (spec === "") return toText(state, value);
  const found = specification.exec(spec);
  if (!found) return state.fail("value", "invalid format specifier");
  const [, fill, align, sign, alternate, zero, width, separator, precision, type] = found;
  const field: Field = {
    fill: fill ?? (zero ? "0" : " "),
    align: align ?? (zero && typeof value !== "string" ? "=" : undefined),
    sign: sign ?? "-",
    width: Number(width ?? 0),
    separator,
    precision: precision === undefined ? undefined : Number(precision),
    type,
    alternate: alternate !== undefined,
  };
  state.checkWidth(field.width);
  checkPrecision(state, field.precision);
  const number = toNumeric(value);
  const asBoolean = typeof value === "boolean" && type === undefined && precision === undefined;
  if (number && !asBoolean) return alignNumber(formatNumber(state, number, field), field);
  return formatTextField(state, value, field);
}

export function checkPrecision(state: RenderState, precision: number | undefined): void {
  if (precision !== undefined && precision > state.limits.precision) {
    state.fail("limit", `a precision is above ${state.limits.precision}`);
  }
}

function formatTextField(state: RenderState, value: unknown, field: Field): string {
  if (typeof value !== "string" && typeof value !== "boolean") {
    return state.fail("type", `unsupported format string passed to ${typeName(value)}.__format__`);
  }
  if ((field.type !== undefined && field.type !== "s") || field.align === "=") {
    return state.fail(
      "value",
      `unknown format code '${field.type ?? "="}' for object of type 'str'`,
    );
  }
  const text = toText(state, value);
  const cut =
    field.precision === undefined ? text : codePoints(text).slice(0, field.precision).join("");
  return align(cut, { ...field, align: field.align ?? "<" });
}

function align(text: string, { fill, width, align: side }: Field): string {
  const gap = Math.max(0, width - textLength(text));
  if (side === "<") return text + fill.repeat(gap);
  if (side !== "^") return fill.repeat(gap) + text;
  const left = Math.floor(gap / 2);
  return fill.repeat(left) + text + fill.repeat(gap - left);
}

function alignNumber(text: string, field: Field): string {
  if (field.align !== "=") return align(text, { ...field, align: field.align ?? ">" });
  const sign = /^[-+ ]/u.exec(text)?.[0] ?? "";
  const digits = text.slice(sign.length);
  if (field.separator === undefined || field.fill !== "0") {
    return sign + digits.padStart(field.width - sign.length, field.fill);
  }
  const plain = digits.replaceAll(field.separator, "");
  for (let size = plain.length; ; size += 1) {
    const grouped = groupThousands(plain.padStart(size, "0"), field.separator);
    if (sign.length + grouped.length >= field.width) return sign + grouped;
  }
}

function formatNumber(
  state: RenderState,
  number: { value: number; float: boolean },
  field: Field,
): string {
  const { value } = number;
  const negative = value < 0 || Object.is(value, -0);
  const digits = numberDigits(state, Math.abs(value), number.float, field);
  const grouped = field.separator ? groupThousands(digits, field.separator) : digits;
  const sign = negative ? "-" : field.sign === "-" ? "" : field.sign;
  return sign + grouped;
}

const bases: Readonly<Record<string, readonly [number, string]>> = {
  b: [2, "0b"],
  o: [8, "0o"],
  x: [16, "0x"],
  X: [16, "0X"],
};

function numberDigits(state: RenderState, size: number, float: boolean, field: Field): string {
  const { type, precision } = field;
  if (type === undefined) {
    if (precision !== undefined) return formatGeneral(size, precision);
    return float ? formatFloat(size) : String(size);
  }
  const digits = float ? undefined : wholeDigits(size, type, field.alternate);
  const shown = digits ?? realDigits(size, type, precision ?? 6);
  const typed = float ? "float" : "int";
  return (
    shown ?? state.fail("value", `unknown format code '${type}' for object of type '${typed}'`)
  );
}

function wholeDigits(size: number, type: string, alternate: boolean): string | undefined {
  if (type === "d" || type === "n") return String(size);
  const base = Object.hasOwn(bases, type) ? bases[type] : undefined;
  if (!base) return undefined;
  const digits = (alternate ? base[1] : "") + size.toString(base[0]);
  return type === "X" ? digits.toUpperCase() : digits;
}

function realDigits(size: number, type: string, precision: number): string | undefined {
  if (type === "f" || type === "F") return formatFixed(size, precision);
  if (type === "%") return `${formatFixed(size * 100, precision)}%`;
  if (type === "e" || type === "E") return formatExponent(size, precision, type);
  return type === "g" || type === "G" ? formatGeneral(size, precision) : undefined;
}

export function formatExponent(value: number, precision: number, type: string): string {
  const [mantissa = "", exponent = "+0"] = value.toExponential(precision).split("e");
  const digits = exponent.slice(1).padStart(2, "0");
  return `${mantissa}${type}${exponent.charAt(0)}${digits}`;
}

export function formatGeneral(value: number, precision: number): string {
  const places = Math.max(1, precision);
  const exponent = value === 0 ? 0 : Number(value.toExponential(places - 1).split("e")[1]);
  if (exponent < -4 || exponent >= places) {
    return formatExponent(value, places - 1, "e").replace(/\.?0+e/u, "e");
  }
  const fixed = formatFixed(value, Math.max(0, places - 1 - exponent));
  return fixed.includes(".") ? fixed.replace(/\.?0+$/u, "") : fixed;
}
