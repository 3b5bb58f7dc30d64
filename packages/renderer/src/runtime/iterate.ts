import { codePoints } from "../values/code-points.js";
import { LazySequence, MappingView, RangeValue, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { isMapping, mappingKeys } from "./mappings.js";
import { readList } from "./read-list.js";
import type { RenderState } from "./render-state.js";

/** The items of anything that Python can iterate; undefined where it cannot. */
export function itemsOf(state: RenderState, value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return readList(state, value);
  if (typeof value === "string") {
    state.charge(value.length);
    return codePoints(value);
  }
  if (value instanceof Tuple) return value.items;
  if (value instanceof LazySequence || value instanceof MappingView) return value.items;
  if (value instanceof RangeValue) {
    state.charge(value.length);
    return value.toItems();
  }
  if (value instanceof UndefinedValue) return value.lenient ? [] : state.raise(value);
  return isMapping(value) ? mappingKeys(state, value) : undefined;
}

/** The same, with an error where the value cannot be iterated. */
export function iterate(state: RenderState, value: unknown): readonly unknown[] {
  return itemsOf(state, value) ?? state.fail("type", `'${typeName(value)}' object is not iterable`);
}

/** Python's `len`, undefined where there is none. */
export function lengthOf(state: RenderState, value: unknown): number | undefined {
  if (value instanceof RangeValue) return value.length;
  if (value instanceof LazySequence) return undefined;
  if (Array.isArray(value)) return value.length;
  return itemsOf(state, value)?.length;
}
