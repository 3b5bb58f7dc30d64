/** Deeper values are left to whoever writes them as JSON; one that holds itself has no end. */
const deepest = 100;

/** Where a value holds a whole number beyond 2^53 − 1, whose digits may be lost, or infinity; null where nowhere. */
export function findLostDigits(value: unknown, depth = 0): readonly PropertyKey[] | null {
  if (typeof value === "number") return mayHaveLostDigits(value) ? [] : null;
  if (typeof value !== "object" || value === null || depth > deepest) return null;
  const isList = Array.isArray(value);
  for (const [key, member] of Object.entries(value)) {
    const path = findLostDigits(member, depth + 1);
    if (path !== null) return [isList ? Number(key) : key, ...path];
  }
  return null;
}

const token = /["{}[\],]|-?\d[\d.eE+-]*/g;

interface Place {
  /** Of each list and object around a token: the index, or the key. */
  readonly path: PropertyKey[];
  /** True where the next text is a key. */
  isKeyNext: boolean;
}

/** Where a JSON text first holds a number that loses digits: its value no longer says how it was written. */
export function findLostNumber(text: string): readonly PropertyKey[] | null {
  const place: Place = { path: [], isKeyNext: false };
  const scanner = new RegExp(token);
  for (let found = scanner.exec(text); found !== null; found = scanner.exec(text)) {
    const [sign] = found;
    if (sign === '"') {
      scanner.lastIndex = findEnd(text, found.index);
      if (place.isKeyNext) enterKey(place, text.slice(found.index, scanner.lastIndex));
    } else if (/\d/.test(sign)) {
      if (losesDigits(sign)) return place.path;
    } else {
      move(place, sign);
    }
  }
  return null;
}

/** The place behind the closing quote of the text that begins here. */
function findEnd(text: string, start: number): number {
  let end = start + 1;
  while (text[end] !== '"') end += text[end] === "\\" ? 2 : 1;
  return end + 1;
}

function enterKey(place: Place, quoted: string): void {
  place.path[place.path.length - 1] = String(JSON.parse(quoted));
  place.isKeyNext = false;
}

function move(place: Place, sign: string): void {
  const { path } = place;
  const last = path.at(-1);
  if (sign === "{" || sign === "[") path.push(sign === "[" ? 0 : "");
  else if (sign !== ",") path.pop();
  else if (typeof last === "number") path[path.length - 1] = last + 1;
  place.isKeyNext = sign === "{" || (sign === "," && typeof last === "string");
}

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
