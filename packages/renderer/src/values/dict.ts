import { FloatNumber } from "./float-number.js";
import { Tuple } from "./sequences.js";
import { UndefinedValue } from "./undefined-value.js";

/** A mapping that the template itself made. Keys compare as in Python: 1, 1.0 and True are one key. */
export class Dict {
  private readonly slots = new Map<unknown, [unknown, unknown]>();

  get size(): number {
    return this.slots.size;
  }

  has(key: unknown): boolean {
    return this.slots.has(toHashKey(key));
  }

  get(key: unknown): unknown {
    return this.slots.get(toHashKey(key))?.[1];
  }

  set(key: unknown, value: unknown): void {
    const hashKey = toHashKey(key);
    const slot = this.slots.get(hashKey);
    if (slot) slot[1] = value;
    else this.slots.set(hashKey, [key, value]);
  }

  delete(key: unknown): boolean {
    return this.slots.delete(toHashKey(key));
  }

  clear(): void {
    this.slots.clear();
  }

  entries(): [unknown, unknown][] {
    return Array.from(this.slots.values(), ([key, value]) => [key, value]);
  }
}

/** Thrown for a key that Python could not hash; the runtime turns it into a `type` error. */
export class UnhashableKey extends Error {
  readonly key: unknown;

  constructor(key: unknown) {
    super("unhashable key");
    this.key = key;
  }
}

export function isHashable(key: unknown): boolean {
  if (key instanceof Tuple) return key.items.every(isHashable);
  if (typeof key !== "object" || key === null) return true;
  if (Array.isArray(key) || key instanceof Dict || key instanceof UndefinedValue) return false;
  return Object.getPrototypeOf(key) !== Object.prototype;
}

/** A key for JavaScript's Map under which equal Python values meet. */
export function toHashKey(key: unknown): unknown {
  if (typeof key === "string" || typeof key === "number" || key === null) return key;
  if (typeof key === "boolean") return key ? 1 : 0;
  if (key instanceof FloatNumber) return key.value === 0 ? 0 : key.value;
  if (key instanceof Tuple) {
    return `\u0000tuple${JSON.stringify(key.items.map((item) => tagged(toHashKey(item))))}`;
  }
  if (!isHashable(key)) throw new UnhashableKey(key);
  return key;
}

function tagged(key: unknown): unknown {
  return [typeof key, typeof key === "object" ? null : key];
}
