import type { TemplateFilter } from "@promptrail/core";
import { isError } from "@promptrail/core/portable";
import { type BuiltinFilter, openFilter } from "../library/define-filter.js";
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

/** A copy in plain JSON values: an own filter sees none of the template's insides, and cannot change the context. */
function toPlain(state: RenderState, value: unknown, depth = 0): unknown {
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
      `a value of type '${typeName(value)}' cannot be given to an own filter`,
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

/** Reads what an own filter returned: plain JSON values, and nothing else. */
function fromPlain(state: RenderState, name: string, value: unknown, depth = 0): unknown {
  if (typeof value === "string") {
    state.charge(value.length);
    return value;
  }
  const admitted = value === undefined ? new RefusedValue("context", "is undefined") : admit(value);
  if (admitted instanceof RefusedValue) {
    return state.fail("value", `what filter '${name}' returned ${admitted.reason}`);
  }
  if (typeof admitted !== "object" || admitted === null) return admitted;
  if (depth > 100) return state.fail("limit", "a value is nested more than 100 levels deep");
  if (!Array.isArray(admitted)) return admitted;
  state.charge(admitted.length);
  const items = admitted.map((_, at) => fromPlain(state, name, readOwn(admitted, at), depth + 1));
  return makeList(items);
}

/** Wraps a team's own filter. Named arguments are not part of the contract: a filter is a plain function. */
export function createOwnFilter(own: TemplateFilter): BuiltinFilter {
  const { name } = own;
  return openFilter(name, (state, value, positional, keywords) => {
    if (keywords.size > 0) {
      return state.fail("type", `filter '${name}' takes its arguments by position, not by name`);
    }
    state.spend(positional.length);
    const args = positional.map((argument) => toPlain(state, argument));
    const result = runOwn(state, own, toPlain(state, value), args);
    return fromPlain(state, name, result);
  });
}

function runOwn(
  state: RenderState,
  own: TemplateFilter,
  value: unknown,
  args: readonly unknown[],
): unknown {
  try {
    return own.apply(value, ...args);
  } catch (cause) {
    // The filter's own message may hold the value, so it is not repeated.
    const kind = isError(cause) ? cause.name : typeof cause;
    return state.fail("value", `filter '${own.name}' failed (${kind}); it must accept this value`);
  }
}
