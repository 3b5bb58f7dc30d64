/** A float whose value is integral: JavaScript's numbers cannot tell 3.0 from 3. */
export class FloatNumber {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** The value of a float result: a plain number where its fraction shows that it is one. */
export function toFloat(value: number): number | FloatNumber {
  return Number.isInteger(value) ? new FloatNumber(value) : value;
}

export interface Numeric {
  readonly value: number;
  readonly float: boolean;
}

/** Reads an int, a float or a bool (which Python counts as an int). */
export function toNumeric(value: unknown): Numeric | undefined {
  if (typeof value === "number") return { value, float: !Number.isInteger(value) };
  if (typeof value === "boolean") return { value: value ? 1 : 0, float: false };
  if (value instanceof FloatNumber) return { value: value.value, float: true };
  return undefined;
}

/** The number behind an int, float or bool. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value instanceof FloatNumber ? value.value : undefined;
}

/** The value of an int or bool; undefined for floats. */
export function integerOf(value: unknown): number | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" && Number.isInteger(value) ? value : undefined;
}
