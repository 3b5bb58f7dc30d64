import { FloatNumber } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { MappingView, RangeValue, Tuple } from "../values/sequences.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { isEmptyMapping, isMapping } from "./mappings.js";

/** Python's truth: empty texts, lists and mappings are false, and so are zero and None. */
export function isTrue(state: RenderState, value: unknown): boolean {
  if (typeof value === "boolean") return value;
  if (typeof value === "string") return value !== "";
  if (typeof value === "number") return value !== 0;
  if (value === null) return false;
  if (value instanceof UndefinedValue) return value.lenient ? false : state.raise(value);
  if (Array.isArray(value)) return value.length > 0;
  if (value instanceof FloatNumber) return value.value !== 0;
  if (value instanceof Tuple || value instanceof MappingView) return value.items.length > 0;
  if (value instanceof RangeValue) return value.length > 0;
  return isMapping(value) ? !isEmptyMapping(state, value) : true;
}
