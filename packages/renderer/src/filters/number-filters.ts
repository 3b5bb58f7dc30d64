import { flagArgument, integerArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { finish, signed } from "../runtime/arithmetic.js";
import { toFloat, toNumeric } from "../values/float-number.js";
import { formatFixed } from "../values/format-number.js";
import { parseFloatText, parseInteger } from "../values/parse-python-number.js";
import type { RenderState } from "../values/render-state.js";
import { typeName } from "../values/type-name.js";

function round(state: RenderState, value: unknown, args: readonly unknown[]): unknown {
  const way = textArgument(state, args[1], "common");
  const number = toNumeric(value);
  // Without a precision at all, Python's `round` makes a whole number.
  if (args[0] === null && way === "common" && number !== undefined) {
    return finish(state, roundHalfEven(number.value, 0), false);
  }
  const precision = integerArgument(state, args[0], 0);
  if (!number) return state.fail("type", `type ${typeName(value)} doesn't define __round__ method`);
  if (Math.abs(precision) > state.limits.precision) {
    return state.fail("limit", `a precision is above ${state.limits.precision}`);
  }
  if (way === "common") {
    if (!number.float && precision >= 0) return number.value;
    return finish(state, roundHalfEven(number.value, precision), number.float);
  }
  const scale = 10 ** precision;
  if (way === "ceil") return toFloat((Math.ceil(number.value * scale) + 0) / scale);
  if (way === "floor") return toFloat(Math.floor(number.value * scale) / scale);
  return state.fail("value", "method must be common, ceil or floor");
}

function roundHalfEven(value: number, precision: number): number {
  if (precision >= 0) return Number(formatFixed(value, precision));
  const scale = 10 ** -precision;
  return Number(formatFixed(value / scale, 0)) * scale;
}

function toFloatValue(state: RenderState, value: unknown, fallback: unknown): unknown {
  const number = toNumeric(value);
  if (number) return toFloat(number.value);
  if (typeof value === "string") state.spend(value.length);
  const read = typeof value === "string" ? parseFloatText(value) : undefined;
  if (read === undefined) return fallback === undefined ? toFloat(0) : fallback;
  return finish(state, read, true);
}

function toInteger(state: RenderState, value: unknown, args: readonly unknown[]): unknown {
  const base = integerArgument(state, args[1], 10);
  const number = toNumeric(value);
  if (number) return finish(state, Math.trunc(number.value), false);
  const fallback = args[0] === undefined ? 0 : args[0];
  if (typeof value !== "string") return fallback;
  state.spend(value.length);
  const fits = base === 0 || (base >= 2 && base <= 36);
  const read = (fits ? parseInteger(value, base) : undefined) ?? parseFloatText(value);
  if (read === undefined || !Number.isFinite(read)) return fallback;
  return finish(state, Math.trunc(read), false);
}

const decimalUnits = ["kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const binaryUnits = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB", "ZiB", "YiB"];

function fileSize(state: RenderState, value: unknown, binary: boolean): string {
  const number = toNumeric(value) ?? toNumeric(toFloatValue(state, value, null));
  if (!number) {
    const kind = typeof value === "string" ? "value" : "type";
    return state.fail(kind, `a size must be a number, or text that contains one`);
  }
  const bytes = number.value;
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
