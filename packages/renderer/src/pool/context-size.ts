import { admit, isContextMap, RefusedValue, readOwn } from "../values/context-value.js";

/**
 * True where a context takes more than so many bytes, about as JSON would write it. Looks no further
 * than that, so that neither a large one nor one that contains itself takes long. No getter runs.
 */
export function isLargerThan(bytes: number, context: object): boolean {
  let left = bytes;
  const pending: unknown[] = [context];
  while (pending.length > 0 && left >= 0) {
    const value = pending.pop();
    if (typeof value === "string") left -= value.length + 2;
    else left -= typeof value === "object" && value !== null ? 2 : 4;
    if (typeof value === "object" && value !== null) left -= addParts(value, left, pending);
  }
  return left < 0;
}

/** Adds what a value holds, and gives what its keys take. */
function addParts(value: object, left: number, pending: unknown[]): number {
  if (value instanceof RefusedValue) return 0;
  if (Array.isArray(value)) return addItems(value, left, pending);
  let size = 0;
  if (isContextMap(value)) {
    for (const [key, item] of value) {
      size += typeof key === "string" ? key.length + 4 : 6;
      if (size > left) break;
      pending.push(admit(item));
    }
    return size;
  }
  for (const key of Object.keys(value)) {
    size += key.length + 4;
    if (size > left) break;
    pending.push(readOwn(value, key));
  }
  return size;
}

function addItems(list: readonly unknown[], left: number, pending: unknown[]): number {
  // Each item takes a byte at least.
  if (list.length > left) return list.length;
  for (let index = 0; index < list.length; index += 1) pending.push(readOwn(list, index));
  return list.length;
}
