/** Beyond it, as in what holds itself, others look, who need no stack. */
const deepest = 100;

/**
 * Plain data with its keys sorted by UTF-16 code units, the same object where they are. JSON.stringify writes it as
 * canonical JSON (RFC 8785).
 *
 * @returns undefined for what has no such form, or perhaps none: what JSON cannot say, an object of a class, a key that is
 * a number, which no object keeps in this order.
 */
export function toOrdered(value: unknown, depth = 0): unknown {
  switch (typeof value) {
    case "string":
      return value.isWellFormed() ? value : undefined;
    case "number":
      return Number.isFinite(value) ? value : undefined;
    case "boolean":
      return value;
    case "object":
      if (value === null) return null;
      if (depth >= deepest || "toJSON" in value) return undefined;
      return Array.isArray(value)
        ? toOrderedList(value, depth + 1)
        : toOrderedObject(value as Readonly<Record<string, unknown>>, depth + 1);
    default:
      return undefined;
  }
}

function toOrderedList(list: readonly unknown[], depth: number): readonly unknown[] | undefined {
  let copy: unknown[] | null = null;
  for (let at = 0; at < list.length; at += 1) {
    const ordered = toOrdered(list[at], depth);
    if (ordered === undefined) return undefined;
    if (ordered !== list[at]) copy ??= list.slice(0, at);
    copy?.push(ordered);
  }
  return copy ?? list;
}

function toOrderedObject(
  value: Readonly<Record<string, unknown>>,
  depth: number,
): Readonly<Record<string, unknown>> | undefined {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const keys = Object.keys(value);
  const isSorted = isInOrder(keys);
  if (!isSorted) keys.sort();
  let isSame = isSorted;
  const entries: [string, unknown][] = [];
  for (const key of keys) {
    const ordered = toOrdered(value[key], depth);
    if (ordered === undefined || !key.isWellFormed()) return undefined;
    if (!isSorted && startsWithDigit(key)) return undefined;
    if (ordered !== value[key]) isSame = false;
    entries.push([key, ordered]);
  }
  if (isSame) return value;
  return keys.some(startsWithDigit) ? undefined : Object.fromEntries(entries);
}

function isInOrder(keys: readonly string[]): boolean {
  return keys.every((key, at) => at === 0 || (keys[at - 1] ?? "") < key);
}

function startsWithDigit(key: string): boolean {
  const first = key.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}
