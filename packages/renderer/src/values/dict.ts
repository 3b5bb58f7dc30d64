import { FloatNumber } from "./float-number.js";
import { Tuple } from "./sequences.js";
import { UndefinedValue } from "./undefined-value.js";

/** Where the work on keys is accounted for: a long text or a nested tuple is no small key. */
export interface KeyMeter {
  charge(size: number): void;
  scan(length: number): void;
}

/** A mapping that the template itself made. Keys compare as in Python: 1, 1.0 and True are one key. */
export class Dict {
  private readonly slots = new Map<unknown, [unknown, unknown]>();

  get size(): number {
    return this.slots.size;
  }

  has(meter: KeyMeter, key: unknown): boolean {
    return this.slots.has(toHashKey(meter, key));
  }

  get(meter: KeyMeter, key: unknown): unknown {
    return this.slots.get(toHashKey(meter, key))?.[1];
  }

  set(meter: KeyMeter, key: unknown, value: unknown): void {
    const hashKey = toHashKey(meter, key);
    const slot = this.slots.get(hashKey);
    if (slot) slot[1] = value;
    else this.slots.set(hashKey, [key, value]);
  }

  delete(meter: KeyMeter, key: unknown): boolean {
    return this.slots.delete(toHashKey(meter, key));
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

export function isHashable(meter: KeyMeter, key: unknown): boolean {
  if (key instanceof Tuple) {
    meter.charge(key.items.length + 1);
    return key.items.every((item) => isHashable(meter, item));
  }
  if (typeof key !== "object" || key === null) return true;
  if (Array.isArray(key) || key instanceof Dict || key instanceof UndefinedValue) return false;
  return Object.getPrototypeOf(key) !== Object.prototype;
}

/** A key for JavaScript's Map under which equal Python values meet. */
export function toHashKey(meter: KeyMeter, key: unknown): unknown {
  if (typeof key === "string") {
    meter.scan(key.length);
    return key;
  }
  if (typeof key === "number" || key === null) return key;
  if (typeof key === "boolean") return key ? 1 : 0;
  if (key instanceof FloatNumber) return key.value === 0 ? 0 : key.value;
  if (key instanceof Tuple) return tupleKey(meter, key);
  if (!isHashable(meter, key)) throw new UnhashableKey(key);
  return key;
}

/** Each part with its type and length, so that no quotes are needed: those of nested tuples would double. */
function tupleKey(meter: KeyMeter, { items }: Tuple): string {
  meter.charge(items.length + 1);
  const parts = items.map((item) => {
    const key = toHashKey(meter, item);
    const text = typeof key === "string" || typeof key === "number" ? String(key) : "";
    meter.charge(text.length);
    return `${typeof key}${text.length}:${text}`;
  });
  return `\u0000tuple${parts.join("")}`;
}
