import { codePoints } from "../values/code-points.js";
import type { RenderState } from "../values/render-state.js";
import { LazySequence, MappingView, RangeValue, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { isMapping, mappingKeys, mappingSize } from "./mappings.js";
import { measureText } from "./measure-text.js";
import { readList } from "./read-list.js";

/** The items of anything that Python can iterate; undefined where it cannot. */
export function itemsOf(state: RenderState, value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return readList(state, value);
  if (typeof value === "string") {
    state.charge(value.length);
    return codePoints(value);
  }
  if (value instanceof Tuple || value instanceof LazySequence || value instanceof MappingView) {
    // Nothing is copied, and yet whoever asks will read them.
    state.spend(value.items.length);
    return value.items;
  }
  if (value instanceof RangeValue) return itemsOfRange(state, value);
  if (value instanceof UndefinedValue) return value.lenient ? [] : state.raise(value);
  return isMapping(value) ? mappingKeys(state, value) : undefined;
}

export function itemsOfRange(state: RenderState, range: RangeValue): number[] {
  state.charge(range.length);
  return range.toItems();
}

/** The items of a value, with an error where it cannot be iterated. */
export function iterate(state: RenderState, value: unknown): readonly unknown[] {
  return itemsOf(state, value) ?? state.fail("type", `'${typeName(value)}' object is not iterable`);
}

/** Python's `len`, undefined where there is none. */
export function lengthOf(state: RenderState, value: unknown): number | undefined {
  if (value instanceof RangeValue) return value.length;
  if (value instanceof LazySequence) return undefined;
  if (Array.isArray(value)) return value.length;
  if (typeof value === "string") return measureText(state, value);
  if (value instanceof Tuple || value instanceof MappingView) return value.items.length;
  if (isMapping(value)) return mappingSize(state, value);
  return itemsOf(state, value)?.length;
}
