import { requireNumber } from "./require-number.js";

export interface NumbersRule {
  /** The function that was called. */
  readonly by: string;
  /** Of the argument, as the caller writes it. */
  readonly name: string;
  readonly values: readonly number[];
  /** How many there must be. Default: 0. */
  readonly count?: number;
  /** Of each. */
  readonly least?: number | undefined;
  readonly most?: number | undefined;
  readonly above?: number | undefined;
}

/** Throws RangeError for too few numbers, and for one that is not finite or out of its range: it tells which. */
export function requireNumbers(rule: NumbersRule): void {
  const { by, name, values, count = 0, least, most, above } = rule;
  if (values.length < count) {
    throw new RangeError(`${by} needs at least ${count} ${name}, not ${values.length}. Give more.`);
  }
  for (const [index, value] of values.entries()) {
    requireNumber({ by, name: `${name}[${index}]`, value, least, most, above });
  }
}

/** Throws RangeError where two lists that belong together differ in length. */
export function requireSameLength(
  by: string,
  lists: Readonly<Record<string, readonly unknown[]>>,
): void {
  const lengths = Object.entries(lists).map(([name, list]) => `${name} (${list.length})`);
  if (new Set(Object.values(lists).map((list) => list.length)).size <= 1) return;
  throw new RangeError(
    `${by} needs as many of each: ${lengths.join(", ")}. Give one for every one.`,
  );
}
