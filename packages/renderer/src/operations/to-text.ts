import { CallableValue, Namespace } from "../values/callable-value.js";
import { FloatNumber } from "../values/float-number.js";
import { formatFloat } from "../values/format-number.js";
import { quoteText } from "../values/quote-text.js";
import type { RenderState } from "../values/render-state.js";
import { LazySequence, MappingView, RangeValue, Tuple } from "../values/sequences.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { flatEntries, isMapping, type Mapping } from "./mappings.js";
import { readList } from "./read-list.js";

const deepest = 100;

/** Python's `str(value)`. Raises for absent values and for values without a text of their own. */
export function toText(state: RenderState, value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof UndefinedValue) return value.lenient ? "" : state.raise(value);
  return toRepr(state, value, []);
}

/** Python's `repr(value)`. `parents` are the containers around it. */
export function toRepr(
  state: RenderState,
  value: unknown,
  parents: readonly unknown[] = [],
): string {
  if (typeof value === "string") return charged(state, quoteText(value));
  if (typeof value === "number") {
    return Number.isInteger(value) ? String(value) : formatFloat(value);
  }
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof FloatNumber) return formatFloat(value.value);
  if (value instanceof UndefinedValue) return "Undefined";
  if (value instanceof RangeValue) return rangeText(value);
  return containerText(state, value, parents);
}

function charged(state: RenderState, text: string): string {
  state.charge(text.length);
  return text;
}

function rangeText({ start, stop, step }: RangeValue): string {
  return step === 1 ? `range(${start}, ${stop})` : `range(${start}, ${stop}, ${step})`;
}

function containerText(state: RenderState, value: unknown, parents: readonly unknown[]): string {
  if (value instanceof LazySequence) {
    return state.fail(
      "type",
      `the result of '${value.madeBy}' has no text; add '| list' or '| join'`,
    );
  }
  if (value instanceof CallableValue) {
    return state.fail("type", `'${value.name}' is a function; call it: ${value.name}()`);
  }
  if (value instanceof Namespace)
    return state.fail("type", "a namespace has no text; print a member");
  if (parents.length > deepest) refuseDepth(state, value, parents);
  const around = [...parents, value];
  const inner = (item: unknown) => toRepr(state, item, around);
  if (Array.isArray(value))
    return charged(state, `[${readList(state, value).map(inner).join(", ")}]`);
  if (value instanceof Tuple) {
    const items = value.items.map(inner);
    return charged(state, items.length === 1 ? `(${items[0]},)` : `(${items.join(", ")})`);
  }
  if (value instanceof MappingView) {
    return charged(state, `dict_${value.kind}([${value.items.map(inner).join(", ")}])`);
  }
  if (isMapping(value)) return charged(state, mappingText(state, value, inner));
  return state.fail("type", "this value has no text");
}

function mappingText(state: RenderState, value: Mapping, inner: (item: unknown) => string): string {
  const flat = flatEntries(state, value, state.site);
  const parts: string[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    parts.push(`${inner(flat[index])}: ${inner(flat[index + 1])}`);
  }
  return `{${parts.join(", ")}}`;
}

/** Beyond any real depth: either a cycle of the context, or a value nested on purpose. */
export function refuseDepth(
  state: RenderState,
  value: unknown,
  parents: readonly unknown[],
): never {
  if (parents.includes(value)) {
    return state.fail("context", "a value of the context contains itself; pass plain JSON data");
  }
  return state.fail("limit", `a value is nested more than ${deepest} levels deep`);
}
