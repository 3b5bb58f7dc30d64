import { globalNames } from "../../runtime/globals.js";
import type { Conditional, DictLiteral, Expression, Logic } from "../../syntax/ast.js";
import { boundValue } from "../bound-value.js";
import { allArguments, evaluateArguments } from "../calls/call-arguments.js";
import { evaluateCall } from "../calls/evaluate-call.js";
import { applyFilter } from "../filters/apply-filter.js";
import { isMarkup, makesMarkup, noteEscape } from "../note-markup.js";
import { evaluateCompare } from "../tests/evaluate-compare.js";
import { evaluateTest } from "../tests/evaluate-test.js";
import {
  type AbstractValue,
  literalText,
  literalValue,
  markupValue,
  numberValue,
  type RecordValue,
  textValue,
  unknownValue,
} from "../values/abstract-value.js";
import { commonFacts, type Fact } from "../values/facts.js";
import { annotateArms, joinValues, truthFacts } from "../values/join-values.js";
import type { Walk } from "../walk.js";
import { evaluateItem, evaluateMember, evaluateSlice } from "./evaluate-access.js";
import { evaluateBinary } from "./evaluate-binary.js";

const tested = { kind: "condition", noneHandled: true } as const;

/** What an expression's value may be; records what computing it reads. */
export function evaluateExpression(walk: Walk, node: Expression): AbstractValue {
  return boundValue(walk, evaluate(walk, node));
}

function evaluate(walk: Walk, node: Expression): AbstractValue {
  switch (node.typename) {
    case "TextLiteral":
    case "NumberLiteral":
    case "Constant":
      return literalValue(node.value);
    case "Name":
    case "Member":
    case "Item":
      return mentioned(walk, node, evaluateChain(walk, node));
    case "ListLiteral":
    case "TupleLiteral":
      return opened(walk, node, {
        kind: "tuple",
        items: node.items.map((item) => walk.evaluate(item)),
      });
    case "DictLiteral":
      return opened(walk, node, evaluateDict(walk, node));
    case "Slice":
      return evaluateSlice(walk, node);
    case "Call":
      return opened(walk, node, evaluateCall(walk, node));
    case "FilterCall": {
      const target = node.target === null ? textValue : walk.evaluate(node.target);
      const args = evaluateArguments(walk, node.args);
      if (node.name === "format" && isMarkup(target)) {
        noteEscape(walk, node, "filter 'format'", allArguments(args));
      }
      const result = opened(walk, node, applyFilter(walk, node.name, target, args));
      return makesMarkup(node.name, target) ? markupValue : result;
    }
    case "TestCall":
      return evaluateTest(walk, node);
    default:
      return evaluateOperation(walk, node);
  }
}

type Operation = Extract<
  Expression,
  { typename: "Unary" | "Binary" | "Compare" | "Not" | "Logic" | "Concat" | "Conditional" }
>;

function evaluateOperation(walk: Walk, node: Operation): AbstractValue {
  switch (node.typename) {
    case "Unary":
      walk.use(node.operand, { kind: "number" });
      return numberValue;
    case "Binary":
      return evaluateBinary(walk, node);
    case "Compare":
      return evaluateCompare(walk, node);
    case "Not": {
      const value = walk.use(node.operand, tested);
      const yes = truthFacts(value, false) ?? [];
      return { kind: "condition", yes, no: truthFacts(value, true) ?? [] };
    }
    case "Logic":
      return evaluateLogic(walk, node);
    case "Concat":
      for (const part of node.parts) walk.use(part, { kind: "printable" });
      return textValue;
    case "Conditional":
      return evaluateConditional(walk, node);
  }
}

function evaluateChain(
  walk: Walk,
  node: Extract<Expression, { typename: "Name" | "Member" | "Item" }>,
): AbstractValue {
  if (node.typename === "Member") return evaluateMember(walk, node);
  if (node.typename === "Item") return evaluateItem(walk, node);
  return lookUp(walk, node.name);
}

/** Notes where the template names a path. */
function mentioned(walk: Walk, { line, column }: Expression, value: AbstractValue): AbstractValue {
  return annotateArms(value, (arm) => {
    if (arm.kind !== "path") return arm;
    walk.reads.mention(arm.path, { line, column });
    return { ...arm, at: { line, column } };
  });
}

function lookUp(walk: Walk, name: string): AbstractValue {
  const value = walk.scope.find(name);
  if (value) return value;
  const isGlobal = globalNames.has(name) || walk.isFunction(name);
  return isGlobal ? { kind: "global", name } : contextValue(name);
}

/** A variable of the context. */
export function contextValue(name: string): AbstractValue {
  return {
    kind: "path",
    path: name,
    identity: name,
    at: { line: 1, column: 1 },
    depth: 1,
    settled: false,
    noneHandled: false,
  };
}

function evaluateDict(walk: Walk, { pairs }: DictLiteral): AbstractValue {
  const members = new Map<string, AbstractValue>();
  let rest: AbstractValue | null = null;
  for (const [key, item] of pairs) {
    const name = walk.use(key, tested);
    const value = walk.evaluate(item);
    const text = literalText(name);
    if (text !== undefined) members.set(text, value);
    else rest = unknownValue;
  }
  return { kind: "record", members, rest };
}

function evaluateConditional(walk: Walk, node: Conditional): AbstractValue {
  const { test, value, otherwise } = node;
  const condition = walk.use(test, tested);
  const arm = (part: Expression, outcome: boolean) =>
    walk.branch(truthFacts(condition, outcome), () => walk.seal(walk.evaluate(part)));
  const then = arm(value, true);
  return joinValues([then, otherwise ? arm(otherwise, false) : unknownValue]);
}

function evaluateLogic(walk: Walk, { operator, left, right }: Logic): AbstractValue {
  const first = walk.use(left, tested);
  const and = operator === "and";
  // `and` goes on to the right side where the left is true, `or` where it is false.
  const onward = truthFacts(first, and);
  const stay = truthFacts(first, !and);
  const second = walk.branch(onward, () => walk.seal(walk.evaluate(right)));
  const kept = stay === null ? [] : [walk.knowing(stay, () => walk.seal(first))];
  const through = (outcome: boolean): readonly Fact[] | null => {
    const last = truthFacts(second, outcome);
    return onward === null || last === null ? null : [...onward, ...last];
  };
  const decided = commonFacts([stay, through(!and)]) ?? [];
  const reached = through(and) ?? [];
  const arms = onward === null ? kept : [...kept, second];
  return joinValues(arms, and ? { yes: reached, no: decided } : { yes: decided, no: reached });
}

/**
 * Where the template changes its own lists and mappings, what they hold is not certain: it is what was there
 * from the start, or what was put there.
 */
function opened(walk: Walk, maker: Expression, value: AbstractValue): AbstractValue {
  if (value.kind === "record" && value.maker === maker) return withHeld(walk, maker, value);
  if (!walk.changesValues) return value;
  const held = [...walk.held.membersOf(maker).values()];
  const open = (item: AbstractValue) => joinValues([item, ...held, unknownValue]);
  if (value.kind === "tuple") {
    return { kind: "list", element: open(joinValues(value.items)), source: null, maker };
  }
  if (value.kind === "list") return { ...value, element: open(value.element), maker };
  if (value.kind !== "record") return value;
  const members = new Map(
    [...value.members].map(([key, item]) => [key, joinValues([item, unknownValue])]),
  );
  return withHeld(walk, maker, { ...value, members, rest: unknownValue });
}

/** A mapping or a namespace with what the template puts into it. */
function withHeld(walk: Walk, maker: Expression, value: RecordValue): AbstractValue {
  const members = new Map(value.members);
  for (const [name, item] of walk.held.membersOf(maker)) {
    const initial = members.get(name);
    members.set(name, initial === undefined ? item : joinValues([initial, item]));
  }
  return { ...value, members, rest: unknownValue, maker };
}
