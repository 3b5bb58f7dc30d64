import { formatFixed } from "../../values/format-number.js";

/** How `e`, `f`, `g` and `%` write a number that is not negative. */
export interface NumberStyle {
  readonly type: string;
  readonly precision: number;
  /** `#`: the decimal point stays, and `g` keeps its zeros. */
  readonly alternate: boolean;
}

/** The digits of a size in one of Python's float styles, or undefined for another type. */
export function styleNumber(size: number, style: NumberStyle): string | undefined {
  switch (style.type) {
    case "f":
    case "F":
      return withPoint(formatFixed(size, style.precision), style);
    case "%":
      return `${withPoint(formatFixed(size * 100, style.precision), style)}%`;
    case "e":
    case "E":
      return exponential(size, style);
    case "g":
    case "G":
    case "n":
      return general(size, style);
    default:
      return undefined;
  }
}

function withPoint(digits: string, { alternate }: NumberStyle): string {
  return alternate && !digits.includes(".") ? `${digits}.` : digits;
}

function exponential(size: number, style: NumberStyle): string {
  const { mantissa, exponent } = roundExponential(size, style.precision);
  return joinExponent(withPoint(mantissa, style), exponent, style);
}

function joinExponent(mantissa: string, exponent: number, { type }: NumberStyle): string {
  const letter = type === "E" || type === "G" ? "E" : "e";
  const digits = String(Math.abs(exponent)).padStart(2, "0");
  return `${mantissa}${letter}${exponent < 0 ? "-" : "+"}${digits}`;
}

function general(size: number, style: NumberStyle): string {
  const places = Math.max(1, style.precision);
  const { mantissa, exponent } = roundExponential(size, places - 1);
  const trim = (digits: string) =>
    style.alternate || !digits.includes(".") ? digits : digits.replace(/\.?0+$/u, "");
  if (exponent < -4 || exponent >= places) {
    return joinExponent(trim(withPoint(mantissa, style)), exponent, style);
  }
  return trim(withPoint(formatFixed(size, Math.max(0, places - 1 - exponent)), style));
}

/** Scientific notation with ties to the even digit; JavaScript sends them away from zero. */
export function roundExponential(
  size: number,
  precision: number,
): { readonly mantissa: string; readonly exponent: number } {
  const [rounded = "0", exponent = "0"] = size.toExponential(precision).split("e");
  const [exact = "0", ownExponent = "0"] = size.toExponential(100).split("e");
  const kept = exact.slice(0, precision === 0 ? 1 : precision + 2);
  const rest = exact.slice(kept.length).replace(".", "");
  const isTie = /^50*$/u.test(rest) && Number(kept.at(-1)) % 2 === 0;
  return isTie
    ? { mantissa: kept, exponent: Number(ownExponent) }
    : { mantissa: rounded, exponent: Number(exponent) };
}
