import type { RenderState } from "../values/render-state.js";
import { order } from "./compare.js";

/** Python's stable `sorted`; `reverse` keeps the order of equal items, as Python does. */
export function sortItems(
  state: RenderState,
  items: readonly unknown[],
  keyOf: (item: unknown) => unknown,
  reverse = false,
): unknown[] {
  state.charge(items.length);
  const keyed = items.map((item) => ({ item, key: keyOf(item) }));
  // A single item is never compared, so a type that has no order passes, as in Python.
  keyed.sort((left, right) =>
    reverse ? order(state, right.key, left.key) : order(state, left.key, right.key),
  );
  return keyed.map(({ item }) => item);
}

/** Texts compare without case unless asked otherwise. */
export function caseFolded(state: RenderState, value: unknown, caseSensitive: boolean): unknown {
  if (typeof value !== "string" || caseSensitive) return value;
  state.spend(value.length);
  return value.toLowerCase();
}
