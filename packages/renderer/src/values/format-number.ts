/** Python's `repr` of a float: the shortest digits that read back as the same number. */
export function formatFloat(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  if (value === 0) return "0.0";
  const [mantissa = "0", exponentText = "0"] = value.toExponential().split("e");
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${String(Math.abs(exponent)).padStart(2, "0")}`;
  }
  const plain = placeDecimalPoint(mantissa.replace("-", "").replace(".", ""), exponent);
  return value < 0 ? `-${plain}` : plain;
}

function placeDecimalPoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${"0".repeat(-exponent - 1)}${digits}`;
  const padded = digits.padEnd(exponent + 1, "0");
  const fraction = padded.slice(exponent + 1);
  return `${padded.slice(0, exponent + 1)}.${fraction === "" ? "0" : fraction}`;
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

/** Digits in groups of three: `1,234,567`. */
export function groupThousands(digits: string, separator = ","): string {
  const [whole = "", fraction] = digits.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+(?!\d))/gu, separator);
  return fraction === undefined ? grouped : `${grouped}.${fraction}`;
}
