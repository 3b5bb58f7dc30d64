/**
 * A copy of what a caller gave: it may change once the call has its answer, and what runs beside the call is to run on the same.
 * Plain objects, lists and dates are copied; what has a class of its own, or is too deep, stays as it is. Never throws.
 */
export function copyContext(context: unknown): unknown {
  try {
    return copy(context, new Map());
  } catch {
    return context;
  }
}

/** Throws RangeError where it is deeper than the stack. */
function copy(value: unknown, copied: Map<object, unknown>): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (copied.has(value)) return copied.get(value);
  if (isDate(value)) return new Date(value);
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    copied.set(value, list);
    for (const member of value) list.push(copy(member, copied));
    return list;
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return value;
  const object: object = prototype === null ? { __proto__: null } : {};
  copied.set(value, object);
  for (const [name, member] of Object.entries(value)) {
    Object.defineProperty(object, name, { ...own, value: copy(member, copied) });
  }
  return object;
}

/** Of any realm: a date of another one is no instance of this one's `Date`. */
function isDate(value: object): value is Date {
  return Object.prototype.toString.call(value) === "[object Date]";
}

/** `__proto__` is a name like any other. */
const own = { writable: true, enumerable: true, configurable: true };
