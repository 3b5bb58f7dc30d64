import type { Item, Member, Slice } from "../../syntax/ast.js";
import { type AbstractValue, isNumeric, literalText } from "../values/abstract-value.js";
import { joinValues } from "../values/join-values.js";
import { elementOf, entryOf, itemAt, keyIdentity, memberOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

export function evaluateMember(walk: Walk, { target, name }: Member): AbstractValue {
  return memberOf(walk.use(target, { kind: "mapping" }), name);
}

/** `target[index]`: exact where the index is known, and an entry of the whole where it is computed. */
export function evaluateItem(walk: Walk, { target, index }: Item): AbstractValue {
  const value = walk.evaluate(target);
  const key = walk.use(index, { kind: "condition" });
  const name = literalText(key);
  if (name !== undefined) {
    walk.consume(value, { kind: "mapping" });
    return memberOf(value, name);
  }
  if (isNumeric(key)) {
    walk.consume(value, { kind: "list" });
    const position = key.kind === "literal" ? Number(key.value) : undefined;
    return position === undefined ? elementOf(value, walk.token()) : itemAt(value, position);
  }
  return computedItem(walk, value, key);
}

function computedItem(walk: Walk, value: AbstractValue, key: AbstractValue): AbstractValue {
  if (key.kind === "either") {
    // One of several literal keys: one of several members.
    const names = key.arms.map(literalText).filter((name) => name !== undefined);
    if (names.length === key.arms.length) {
      walk.consume(value, { kind: "mapping" });
      return joinValues(names.map((name) => memberOf(value, name)));
    }
  }
  walk.consume(value, { kind: "any" });
  const certain =
    (key.kind === "path" || key.kind === "unknown") &&
    key.keyOf !== undefined &&
    value.kind === "path" &&
    key.keyOf === value.identity;
  return entryOf(value, keyIdentity(key) ?? walk.token(), certain);
}

/** `target[start:stop]`: fewer items of the same list, or a part of the same text. */
export function evaluateSlice(walk: Walk, node: Slice): AbstractValue {
  const value = walk.use(node.target, { kind: "iterable" });
  for (const bound of [node.start, node.stop, node.step]) {
    if (bound) walk.use(bound, { kind: "number" });
  }
  return { kind: "list", element: elementOf(value, walk.token()), source: value };
}
