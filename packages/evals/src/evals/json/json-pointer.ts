/**
 * The members that a JSON Pointer (RFC 6901) names, `/lines/0/price`; undefined for a text that is none. The empty
 * pointer names the whole.
 */
export function parsePointer(pointer: unknown): readonly string[] | undefined {
  if (typeof pointer !== "string") return undefined;
  if (pointer === "") return [];
  if (!pointer.startsWith("/") || /~(?![01])/.test(pointer)) return undefined;
  return pointer
    .slice(1)
    .split("/")
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** What stands there; undefined where nothing does. A list takes places from 0, without leading zeros. */
export function findAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => {
    if (Array.isArray(inner)) return /^(0|[1-9]\d*)$/.test(key) ? inner[Number(key)] : undefined;
    if (typeof inner !== "object" || inner === null) return undefined;
    return Object.entries(inner).find(([name]) => name === key)?.[1];
  }, value);
}

/** What a setting that takes one is told to be. */
export const pointerTakes = "a JSON Pointer, such as `/total` or `/lines/0/price`";
