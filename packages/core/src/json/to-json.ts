import type { JsonValue } from "./json-value.js";
import { parseJson } from "./parse-json.js";

/** A plain JSON copy of a value, or undefined where it has none: a cycle, a BigInt, a function. */
export function toJson(value: unknown): JsonValue | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    return text === undefined ? undefined : parseJson(text);
  } catch {
    return undefined;
  }
}
