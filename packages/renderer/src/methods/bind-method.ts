import { BoundMethod } from "../values/callable-value.js";
import { findMethod } from "./method-table.js";

/** A method that is read without being called. */
export function bindMethod(target: unknown, name: string): BoundMethod | undefined {
  const method = findMethod(target, name);
  if (!method) return undefined;
  return new BoundMethod(name, (state, positional, keywords) =>
    method(state, target, positional, keywords),
  );
}
