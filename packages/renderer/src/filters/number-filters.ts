import { flagArgument, integerArgument, textArgument } from "../arguments/read-argument.js";
import { finish, signed } from "../runtime/arithmetic.js";
import type { RenderState } from "../runtime/render-state.js";
import { toFloat, toNumeric } from "../values/float-number.js";
import { formatFixed } from "../values/format-number.js";
import { typeName } from "../values/type-name.js";
import { type BuiltinFilter, filter } from "./define-filter.js";

function round(state: RenderState, value: unknown, args: readonly unknown[]): unknown {
  const precision = integerArgument(state, args[0], 0);
  const way = textArgument(state, args[1], "common");
  const number = toNumeric(value);
  if (!number) return state.fail("type", `type ${typeName(value)} doesn't define __round__ method`);
  if (Math.abs(precision) > state.limits.precision) {
    return state.fail("limit", `a precision is above ${state.limits.precision}`);
  }
  if (way === "common") {
    if (!number.float && precision >= 0) return number.value;
    return finish(state, roundHalfEven(number.value, precision), number.float);
  }
  const scale = 10 ** precision;
  if (way === "ceil") return toFloat(Math.ceil(number.value * scale) / scale);
  if (way === "floor") return toFloat(Math.floor(number.value * scale) / scale);
  return state.fail("value", "method must be common, ceil or floor");
}

function roundHalfEven(value: number, precision: number): number {
  if (precision >= 0) return Number(formatFixed(value, precision));
  const scale = 10 ** -precision;
  return Number(formatFixed(value / scale, 0)) * scale;
}

const decimalText = /^[-+]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+)?$/iu;

function toFloatValue(state: RenderState, value: unknown, fallback: unknown): unknown {
  const number = toNumeric(value);
  if (number) return toFloat(number.value);
  const text = typeof value === "string" ? value.trim() : "";
  if (!decimalText.test(text)) return fallback ?? toFloat(0);
  return finish(state, Number(text.replaceAll("_", "")), true);
}

const prefixes: Readonly<Record<number, RegExp>> = {
  2: /^0b/iu,
  8: /^0o/iu,
  16: /^0x/iu,
};
const digitsOf: Readonly<Record<number, RegExp>> = {
  2: /^[-+]?[01]+$/u,
  8: /^[-+]?[0-7]+$/u,
  10: /^[-+]?\d+(?:_\d+)*$/u,
  16: /^[-+]?[\da-f]+$/iu,
};

function toInteger(state: RenderState, value: unknown, args: readonly unknown[]): unknown {
  const base = integerArgument(state, args[1], 10);
  const number = toNumeric(value);
  if (number) return finish(state, Math.trunc(number.value), false);
  const pattern = digitsOf[base];
  if (!pattern) return state.fail("value", "int reads the bases 2, 8, 10 and 16");
  if (typeof value !== "string") return args[0] ?? 0;
  const sign = /^\s*-/u.test(value) ? -1 : 1;
  const prefix = prefixes[base];
  const bare = value.trim().replace(/^[-+]/u, "");
  const digits = prefix ? bare.replace(prefix, "") : bare;
  if (pattern.test(digits)) {
    return finish(state, sign * Number.parseInt(digits.replaceAll("_", ""), base), false);
  }
  const decimal = base === 10 && decimalText.test(value.trim()) ? Number(value.trim()) : undefined;
  return decimal === undefined ? (args[0] ?? 0) : finish(state, Math.trunc(decimal), false);
}

const decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function fileSize(state: RenderState, value: unknown, binary: boolean): string {
  const number = toNumeric(toFloatValue(state, value, 0));
  const bytes = number?.value ?? 0;
  const base = binary ? 1024 : 1000;
  if (bytes === 1) return "1 Byte";
  if (bytes < base) return `${Math.trunc(bytes)} Bytes`;
  const units = binary ? binaryUnits : decimalUnits;
  let unit = base;
  let name = units[0] ?? "";
  for (const candidate of units) {
    unit *= base;
    name = candidate;
    if (bytes < unit) break;
  }
  return `${formatFixed((base * bytes) / unit, 1)} ${name}`;
}

export const numberFilters: readonly BuiltinFilter[] = [
  filter("abs", [], (state, value) => {
    const number = toNumeric(value);
    if (!number) return state.fail("type", `bad operand type for abs(): '${typeName(value)}'`);
    return number.value < 0 ? signed(state, "-", value) : signed(state, "+", value);
  }),
  filter("round", ["precision", "method"], round),
  filter("float", ["default"], (state, value, [fallback]) => toFloatValue(state, value, fallback)),
  filter("int", ["default", "base"], toInteger),
  filter("filesizeformat", ["binary"], (state, value, [binary]) =>
    fileSize(state, value, flagArgument(state, binary, false)),
  ),
];
