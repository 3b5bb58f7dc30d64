import { mayHaveLostDigits } from "./loses-digits.js";

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
