import { toNumeric } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";
import type { Method } from "./define-method.js";
import { method } from "./define-method.js";

function sizeOf(state: RenderState, value: unknown): number {
  return toNumeric(value)?.value ?? state.fail("type", "this is a method of numbers");
}

/** An integer as it is; True and False as 1 and 0. */
function plain(state: RenderState, value: unknown): unknown {
  return typeof value === "boolean" ? sizeOf(state, value) : value;
}

/** The bits of a size, highest first. */
function bitsOf(state: RenderState, value: unknown): string {
  const size = Math.abs(sizeOf(state, value));
  return size === 0 ? "" : size.toString(2);
}

function whole(state: RenderState, value: number): number {
  if (Number.isSafeInteger(value)) return value;
  return state.fail("value", "a part of the fraction is an integer larger than 2^53");
}

/** The fraction in lowest terms: a float is a whole number over a power of two. */
function ratioOf(state: RenderState, value: unknown): Tuple {
  let top = sizeOf(state, value);
  let bottom = 1;
  while (!Number.isInteger(top)) {
    top *= 2;
    bottom *= 2;
  }
  return new Tuple([whole(state, top), whole(state, bottom)]);
}

/** Python's `float.hex`: `0x1.8p+1`. */
function toHexadecimal(size: number): string {
  const sign = size < 0 || Object.is(size, -0) ? "-" : "";
  if (size === 0) return `${sign}0x0.0p+0`;
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const digits = (bits & 0xf_ffff_ffff_ffffn).toString(16).padStart(13, "0");
  const raw = Number((bits >> 52n) & 0x7ffn);
  const exponent = raw === 0 ? -1022 : raw - 1023;
  return `${sign}0x${raw === 0 ? 0 : 1}.${digits}p${exponent < 0 ? "" : "+"}${exponent}`;
}

/** The methods of integers and booleans. */
export const integerMethods: ReadonlyMap<string, Method> = new Map([
  method("bit_length", "", (state, value) => bitsOf(state, value).length),
  method("bit_count", "", (state, value) => bitsOf(state, value).replaceAll("0", "").length),
  method("as_integer_ratio", "", ratioOf),
  method("conjugate", "", plain),
]);

export const floatMethods: ReadonlyMap<string, Method> = new Map([
  method("is_integer", "", (state, value) => Number.isInteger(sizeOf(state, value))),
  method("as_integer_ratio", "", ratioOf),
  method("hex", "", (state, value) => toHexadecimal(sizeOf(state, value))),
  method("conjugate", "", (_state, value) => value),
]);
