/** Freezes plain data in place, with all that it holds, and returns it. */
export function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
  for (const member of Object.values(value)) {
    // Most are texts and numbers: a large project has millions of them.
    if (typeof member === "object") deepFreeze(member);
  }
  return Object.freeze(value);
}
