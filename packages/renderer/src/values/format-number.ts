/** Python's `repr` of a float: the shortest digits that read back as the same number. */
export function formatFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  // Here JavaScript prints the same digits, and neither language writes an exponent.
  if (size === 0 || (size >= 1e-4 && size < 1e16)) {
    return Number.isInteger(value) ? `${value}.0` : String(value);
  }
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  const sign = exponent < 0 ? "-" : "+";
  return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
}

/**
 * Python's `format(value, ".{decimals}f")`: exact on the binary value, ties to the even digit.
 * JavaScript's `toFixed` is exact too, and sends ties away from zero.
 */
export function formatFixed(value: number, decimals: number): string {
  const negative = value < 0 || Object.is(value, -0);
  const size = Math.abs(value);
  const text = fixedDigits(size, decimals);
  return negative ? `-${text}` : text;
}

function fixedDigits(size: number, decimals: number): string {
  if (size >= 1e21) {
    const whole = BigInt(size).toString();
    return decimals === 0 ? whole : `${whole}.${"0".repeat(decimals)}`;
  }
  const rounded = size.toFixed(decimals);
  if (decimals >= 100) return rounded;
  // A tie is an odd multiple of 1 / (2 · 10^decimals), so its value times 2^(decimals+1) is odd and whole.
  const scaled = size * 2 ** (decimals + 1);
  if (!Number.isInteger(scaled) || scaled % 2 === 0) return rounded;
  const finer = size.toFixed(decimals + 1);
  if (!finer.endsWith("5")) return rounded;
  const truncated = finer.slice(0, decimals === 0 ? -2 : -1);
  const lastDigit = Number(truncated.at(-1));
  return lastDigit % 2 === 0 ? truncated : rounded;
}

/** The whole part's digits in groups from the right: `1,234,567`. A fraction or exponent stays as it is. */
export function groupDigits(digits: string, separator: string, size: number): string {
  const whole = (size === 4 ? /^[\da-f]*/iu : /^\d*/u).exec(digits)?.[0] ?? "";
  const first = whole.length % size;
  const groups = first === 0 ? [] : [whole.slice(0, first)];
  for (let at = first; at < whole.length; at += size) groups.push(whole.slice(at, at + size));
  return groups.join(separator) + digits.slice(whole.length);
}
