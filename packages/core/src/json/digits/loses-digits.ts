/** Every number of so few digits is kept, however large it is: IEEE 754 doubles hold 15 for certain. */
const keptDigits = 15;

/**
 * True for a number as written that JavaScript cannot keep: a whole one beyond 2^53 − 1 that loses digits,
 * or one like `1e400` that becomes Infinity. `6.02e23` is kept: whoever writes it so has no more digits.
 */
export function losesDigits(literal: string): boolean {
  const value = Number(literal);
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return false;
  if (!Number.isFinite(value) || !/e/i.test(literal)) return true;
  return readDigits(literal) !== readDigits(value.toExponential());
}

/** True for a number that may have lost digits before we saw it. No JSON text means infinity: it was a larger number. */
export function mayHaveLostDigits(value: number): boolean {
  if (Math.abs(value) === Number.POSITIVE_INFINITY) return true;
  if (!Number.isInteger(value) || Number.isSafeInteger(value)) return false;
  const text = String(value);
  return !text.includes("e") || readDigits(text).length > keptDigits;
}

/** The digits of a number as written, without its point, its exponent and the zeros around them. */
function readDigits(literal: string): string {
  const [mantissa = ""] = literal.toLowerCase().split("e");
  return mantissa.replace(/\D/g, "").replace(/^0+|0+$/g, "");
}
