import { isError } from "@promptrail/core/errors";

/** Beyond it a value is given as it is: what is nested so deeply is in nobody's hand. */
const deepest = 1_000;

/**
 * A copy of plain data that nobody can change. The evals of an answer get one together: an eval that sorts a list of the ground
 * truth in place would else change what the next one compares with.
 *
 * @returns what is neither a list nor a plain object as it is.
 */
export function freezeCopy<Value>(value: Value): Value {
  return copy(value, { seen: new Map(), depth: 0 }) as Value;
}

interface Place {
  /** What was copied before: a value may hold itself. */
  readonly seen: Map<object, object>;
  readonly depth: number;
}

function copy(value: unknown, { seen, depth }: Place): unknown {
  if (typeof value !== "object" || value === null || depth >= deepest) return value;
  const known = seen.get(value);
  if (known !== undefined) return known;
  const inside = { seen, depth: depth + 1 };
  const copied: unknown = Array.isArray(value)
    ? value.slice()
    : isPlain(value)
      ? Object.create(Object.getPrototypeOf(value) as null)
      : null;
  if (copied === null) return value;
  seen.set(value, copied as object);
  for (const [key, each] of Object.entries(value)) {
    setOwn(copied as Record<string, unknown>, key, copy(each, inside));
  }
  return Object.freeze(copied);
}

function setOwn(copied: Record<string, unknown>, key: string, value: unknown): void {
  // It is a key like any other.
  if (key === "__proto__") Object.defineProperty(copied, key, { value, enumerable: true });
  else copied[key] = value;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** The same of a value that is this process's own: it is frozen as it is. */
export function freezeAll<Value>(value: Value): Value {
  freeze(value, 0);
  return value;
}

function freeze(value: unknown, depth: number): void {
  if (typeof value !== "object" || value === null || depth >= deepest) return;
  if (Object.isFrozen(value) || !(Array.isArray(value) || isPlain(value))) return;
  Object.freeze(value);
  for (const each of Object.values(value)) freeze(each, depth + 1);
}

const changes = /read only property|not extensible|Cannot delete property|redefine property/u;

/** The cure, where an eval's error is that it tried to change what it is given; else an empty text. */
export function adviseOnChange(error: unknown): string {
  if (!isError(error) || error.name !== "TypeError" || !changes.test(error.message)) return "";
  return " An eval cannot change what it is given, which other evals get as well: copy it first, as `[...list].sort()` does.";
}
