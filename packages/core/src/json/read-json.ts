import type { JsonValue } from "./json-value.js";
import { findLostNumber } from "./lost-digits.js";

export interface ReadJson {
  readonly value: JsonValue;
  /** Where a number stands that JavaScript cannot keep (beyond 2^53 − 1 with more digits, or `1e400`); null where none does. */
  readonly lost: readonly PropertyKey[] | null;
}

/** A number of many digits or a large exponent: most texts have none. */
const mayLoseDigits = /[\d.]{16}|\de\+?\d{3}/i;

/** The value of a JSON text that others wrote, or undefined where it is none. Looks for numbers that lose digits. */
export function readJson(text: string): ReadJson | undefined {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  return { value, lost: mayLoseDigits.test(text) ? findLostNumber(text) : null };
}
