import type { VariableKind } from "@promptrail/core/lifecycle";
import type { Compare, CompareOperator } from "../../syntax/ast.js";
import { type AbstractValue, isNumeric, literalText } from "../values/abstract-value.js";
import { bothFacts, type Fact, type TestOutcome } from "../values/facts.js";
import { keyIdentity } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

export function evaluateCompare(walk: Walk, { left, rest }: Compare): AbstractValue {
  let first = walk.evaluate(left);
  const yes: Fact[] = [];
  let no: readonly Fact[] = [];
  for (const [index, { operator, right }] of rest.entries()) {
    const before = first;
    const step = () => {
      first = walk.evaluate(right);
      return compareValues(walk, operator, before, first);
    };
    // The second comparison of a chain runs only where the first came out true.
    const outcome = index === 0 ? step() : walk.branch([...yes], step);
    yes.push(...outcome.yes);
    no = outcome.no;
  }
  return { kind: "condition", yes, no: rest.length === 1 ? no : [] };
}

/** One comparison: what it reads of both sides, and what its outcomes tell. */
export function compareValues(
  walk: Walk,
  operator: CompareOperator,
  left: AbstractValue,
  right: AbstractValue,
  weak = false,
): TestOutcome {
  if (operator === "in" || operator === "not in") {
    const yes = containment(walk, left, right, weak);
    return operator === "in" ? { yes, no: [] } : { yes: [], no: yes };
  }
  const equality = operator === "==" || operator === "!=";
  walk.consume(left, { kind: comparedKind(right, equality), weak, noneHandled: equality });
  walk.consume(right, { kind: comparedKind(left, equality), weak, noneHandled: equality });
  if (!equality) {
    // None has no order: whatever came out, neither side was None.
    const ordered = [...notNone(left), ...notNone(right)];
    return { yes: ordered, no: ordered };
  }
  const equal = [...equalTo(left, right), ...equalTo(right, left)];
  const unequal = [...unequalTo(left, right), ...unequalTo(right, left)];
  return operator === "==" ? { yes: equal, no: unequal } : { yes: unequal, no: equal };
}

function comparedKind(other: AbstractValue, equality: boolean): VariableKind {
  if (isNumeric(other)) return "number";
  if (literalText(other) !== undefined || other.kind === "text") return "string";
  return equality && other.kind === "path" ? "any" : "condition";
}

function notNone(value: AbstractValue): readonly Fact[] {
  return value.kind === "path" ? bothFacts(value.identity) : [];
}

function equalTo(value: AbstractValue, other: AbstractValue): readonly Fact[] {
  const certain = other.kind === "literal" ? other.value !== null : other.kind === "text";
  return certain || other.kind === "number" ? notNone(value) : [];
}

function unequalTo(value: AbstractValue, other: AbstractValue): readonly Fact[] {
  return other.kind === "literal" && other.value === null ? notNone(value) : [];
}

/** What `key in container` tells where it is true. */
function containment(
  walk: Walk,
  key: AbstractValue,
  container: AbstractValue,
  weak: boolean,
): readonly Fact[] {
  walk.consume(container, { kind: "iterable", weak });
  walk.consumeItems(container, { kind: "condition", optional: true, noneHandled: true });
  const literals =
    container.kind === "tuple" &&
    container.items.length > 0 &&
    container.items.every((item) => item.kind === "literal" && item.value !== null);
  const texts = literals && container.items.every((item) => literalText(item) !== undefined);
  // An empty list compares its items with nothing, so an absent value passes.
  const maybe = !(literals || literalText(container) !== undefined);
  walk.consume(key, {
    kind: texts || literalText(container) !== undefined ? "string" : "condition",
    weak: weak || maybe,
    noneHandled: true,
  });
  const facts = literals ? [...notNone(key)] : [];
  if (container.kind !== "path") return facts;
  const name = literalText(key);
  const token = keyIdentity(key);
  const step = name !== undefined ? `.${name}` : token === undefined ? undefined : `{${token}}`;
  if (step === undefined) return facts;
  return [...facts, { identity: container.identity + step, says: "present" }];
}
