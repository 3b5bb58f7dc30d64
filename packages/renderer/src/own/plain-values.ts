import { iterate } from "../operations/iterate.js";
import { flatEntries, isMapping } from "../operations/mappings.js";
import { readList } from "../operations/read-list.js";
import { toText } from "../operations/to-text.js";
import { admit, RefusedValue, readOwn } from "../values/context-value.js";
import { FloatNumber } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { LazySequence, MappingView, makeList, RangeValue, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** A copy in plain JSON values: own code sees none of the template's insides, and cannot change the context. */
export function toPlain(state: RenderState, value: unknown, depth = 0): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (value instanceof FloatNumber) return value.value;
  if (value instanceof UndefinedValue) return state.raise(value);
  if (depth > 100) return state.fail("limit", "a value is nested more than 100 levels deep");
  const inner = (item: unknown) => toPlain(state, item, depth + 1);
  if (Array.isArray(value)) return charged(state, readList(state, value)).map(inner);
  if (
    value instanceof RangeValue ||
    value instanceof Tuple ||
    value instanceof LazySequence ||
    value instanceof MappingView
  ) {
    return charged(state, iterate(state, value)).map(inner);
  }
  if (!isMapping(value)) {
    return state.fail(
      "type",
      `a value of type '${typeName(value)}' cannot be passed to a filter or function of the prompt`,
    );
  }
  const flat = charged(state, flatEntries(state, value, state.site));
  const pairs: [string, unknown][] = [];
  for (let at = 0; at < flat.length; at += 2) {
    pairs.push([toText(state, flat[at]), inner(flat[at + 1])]);
  }
  return Object.fromEntries(pairs);
}

function charged(state: RenderState, items: readonly unknown[]): readonly unknown[] {
  state.charge(items.length);
  return items;
}

/** Reads what own code returned: plain JSON values, and nothing else. `who`: `filter 'slug'`. */
export function fromPlain(state: RenderState, who: string, value: unknown, depth = 0): unknown {
  if (typeof value === "string") {
    state.charge(value.length);
    return value;
  }
  const admitted = value === undefined ? new RefusedValue("context", "is undefined") : admit(value);
  if (admitted instanceof RefusedValue) {
    return state.fail("value", `what ${who} returned ${admitted.reason}`);
  }
  if (typeof admitted !== "object" || admitted === null) return admitted;
  if (depth > 100) return state.fail("limit", "a value is nested more than 100 levels deep");
  if (!Array.isArray(admitted)) return admitted;
  state.charge(admitted.length);
  const items = admitted.map((_, at) => fromPlain(state, who, readOwn(admitted, at), depth + 1));
  return makeList(items);
}
