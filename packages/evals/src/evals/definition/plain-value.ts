import type { JsonValue } from "@promptrail/core";

/** A value as plain JSON, for the suite hash; undefined for one that JSON cannot represent as it is. */
export function toPlainValue(value: unknown): JsonValue | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return toPlainList(value);
  if (typeof value !== "object" || !isPlain(value)) return undefined;
  const entries: [string, JsonValue][] = [];
  for (const [key, member] of Object.entries(value)) {
    const plain = toPlainValue(member);
    if (plain === undefined) return undefined;
    entries.push([key, plain]);
  }
  return Object.fromEntries(entries);
}

function toPlainList(values: readonly unknown[]): JsonValue | undefined {
  const plain = values.map(toPlainValue);
  return plain.some((value) => value === undefined)
    ? undefined
    : plain.filter((value) => value !== undefined);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}
