import type { CompareOperator } from "../syntax/ast.js";
import { isSimpleText } from "../values/code-points.js";
import { toHashKey } from "../values/dict.js";
import { numberOf } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { LazySequence, MappingView, RangeValue, Tuple } from "../values/sequences.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { findText } from "./find-text.js";
import { iterate } from "./iterate.js";
import { isMapping, type Mapping, mappingKeys, mappingSize, readKey } from "./mappings.js";
import { readList } from "./read-list.js";
import { refuseDepth } from "./to-text.js";

/** Python's `==`. */
export function isEqual(
  state: RenderState,
  left: unknown,
  right: unknown,
  parents: readonly unknown[] = [],
): boolean {
  if (typeof left === "string" || typeof right === "string") {
    refuseUndefined(state, left, right);
    if (typeof left === "string" && typeof right === "string" && left.length === right.length) {
      state.scan(left.length);
    }
    return left === right;
  }
  if (refuseUndefined(state, left, right)) return left === right || bothUndefined(left, right);
  const number = numberOf(left);
  if (number !== undefined) return number === numberOf(right);
  if (left === right) return true;
  if (parents.length > 100) refuseDepth(state, left, parents);
  return containersEqual(state, left, right, [...parents, left]);
}

function bothUndefined(left: unknown, right: unknown): boolean {
  return left instanceof UndefinedValue && right instanceof UndefinedValue;
}

/** True where a lenient absent value takes part; raises for a strict one. */
function refuseUndefined(state: RenderState, ...values: unknown[]): boolean {
  let found = false;
  for (const value of values) {
    if (!(value instanceof UndefinedValue)) continue;
    if (!value.lenient) state.raise(value);
    found = true;
  }
  return found;
}

function containersEqual(
  state: RenderState,
  left: unknown,
  right: unknown,
  parents: readonly unknown[],
): boolean {
  if (Array.isArray(left)) {
    // Looked at first: reading a list of the context copies it.
    return (
      Array.isArray(right) &&
      left.length === right.length &&
      itemsEqual(state, readList(state, left), readList(state, right), parents)
    );
  }
  if (left instanceof Tuple) {
    return right instanceof Tuple && itemsEqual(state, left.items, right.items, parents);
  }
  if (left instanceof RangeValue) {
    return right instanceof RangeValue && rangesEqual(left, right);
  }
  if (left instanceof MappingView && left.kind !== "values") {
    return right instanceof MappingView && itemsEqual(state, left.items, right.items, parents);
  }
  return isMapping(left) && isMapping(right) && mappingsEqual(state, left, right, parents);
}

/** Ranges are equal where they have the same numbers. */
function rangesEqual(left: RangeValue, right: RangeValue): boolean {
  if (left.length !== right.length) return false;
  if (left.length === 0) return true;
  return left.start === right.start && (left.length === 1 || left.step === right.step);
}

/** A list that holds itself twice, many levels deep, is compared exponentially often: visits must cost. */
const visitCost = 20;

function itemsEqual(
  state: RenderState,
  left: readonly unknown[],
  right: readonly unknown[],
  parents: readonly unknown[],
): boolean {
  if (left.length !== right.length) return false;
  state.charge(left.length + visitCost);
  return left.every((item, index) => {
    const other = right[index];
    // Two texts are compared where that is charged.
    return (item === other && typeof item !== "string") || isEqual(state, item, other, parents);
  });
}

function mappingsEqual(
  state: RenderState,
  left: Mapping,
  right: Mapping,
  parents: readonly unknown[],
): boolean {
  if (mappingSize(state, left) !== mappingSize(state, right)) return false;
  state.spend(visitCost);
  return mappingKeys(state, left).every((key) => {
    const other = readKey(state, right, key);
    return other !== undefined && isEqual(state, readKey(state, left, key), other, parents);
  });
}

/** Below zero, zero or above, as Python orders the two; raises where it cannot. */
export function order(
  state: RenderState,
  left: unknown,
  right: unknown,
  operator: CompareOperator = "<",
): number {
  // Who sorts compares more often than there are items.
  state.spend(1);
  const leftNumber = numberOf(left);
  const rightNumber = numberOf(right);
  if (leftNumber !== undefined && rightNumber !== undefined) {
    return leftNumber < rightNumber ? -1 : leftNumber > rightNumber ? 1 : 0;
  }
  if (typeof left === "string" && typeof right === "string") return orderTexts(state, left, right);
  refuseUndefined(state, left, right);
  if (Array.isArray(left) && Array.isArray(right)) {
    return orderItems(state, readList(state, left), readList(state, right), operator);
  }
  if (left instanceof Tuple && right instanceof Tuple) {
    return orderItems(state, left.items, right.items, operator);
  }
  return state.fail(
    "type",
    `'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`,
  );
}

/** Texts compare by code point. */
function orderTexts(state: RenderState, left: string, right: string): number {
  state.scan(left.length + right.length);
  if (left === right) return 0;
  if (isSimpleText(left) && isSimpleText(right)) return left < right ? -1 : 1;
  const shared = Math.min(left.length, right.length);
  let at = 0;
  while (at < shared && left.charCodeAt(at) === right.charCodeAt(at)) at += 1;
  state.spend(at);
  if (at === shared) return left.length - right.length;
  return rankOf(left.charCodeAt(at)) - rankOf(right.charCodeAt(at));
}

/** UTF-16 differs from the order of code points in one thing: the halves of a pair lie below U+E000. */
function rankOf(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}

function orderItems(
  state: RenderState,
  left: readonly unknown[],
  right: readonly unknown[],
  operator: CompareOperator,
): number {
  state.charge(Math.min(left.length, right.length));
  for (const [index, item] of left.entries()) {
    if (index >= right.length) return 1;
    if (!isEqual(state, item, right[index])) return order(state, item, right[index], operator);
  }
  return left.length < right.length ? -1 : 0;
}

/** Keys are looked up, and so is the first of what may be a pair of `items()`. */
function requireHashable(state: RenderState, item: unknown, { kind }: MappingView): void {
  if (kind === "keys") toHashKey(state, item);
  const isPair = kind === "items" && item instanceof Tuple && item.items.length === 2;
  if (isPair) toHashKey(state, item.items[0]);
}

/** Python's `item in container`. */
export function isIn(state: RenderState, item: unknown, container: unknown): boolean {
  if (container instanceof UndefinedValue && !container.lenient) state.raise(container);
  if (typeof container === "string") {
    if (typeof item === "string") {
      return findText(state, container, item) !== -1;
    }
    refuseUndefined(state, item);
    return state.fail(
      "type",
      `'in <string>' requires string as left operand, not ${typeName(item)}`,
    );
  }
  if (isMapping(container)) {
    refuseUndefined(state, item);
    return readKey(state, container, item) !== undefined;
  }
  if (typeof container === "number" || container === null || typeof container === "boolean") {
    return state.fail("type", `argument of type '${typeName(container)}' is not iterable`);
  }
  if (container instanceof LazySequence && item instanceof UndefinedValue) state.raise(item);
  if (container instanceof MappingView) requireHashable(state, item, container);
  const items = iterate(state, container);
  state.charge(items.length);
  return items.some((candidate) => isEqual(state, candidate, item));
}
