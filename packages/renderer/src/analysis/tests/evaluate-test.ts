import type { VariableKind } from "@promptrail/core/lifecycle";
import type { CompareOperator, TestCall } from "../../syntax/ast.js";
import { type ArgumentValues, allArguments, evaluateArguments } from "../calls/call-arguments.js";
import { isMarkup } from "../note-markup.js";
import type { AbstractValue } from "../values/abstract-value.js";
import { commonFacts, type Fact, type TestOutcome } from "../values/facts.js";
import type { Walk } from "../walk.js";
import { compareValues } from "./evaluate-compare.js";

interface TestEffect {
  readonly kind: VariableKind;
  /** True where the test takes an absent value. */
  readonly lenient: boolean;
  readonly yes: readonly Fact["says"][];
  readonly no: readonly Fact["says"][];
}

const there = ["present", "notNone"] as const;

function lenient(yes: readonly Fact["says"][], no: readonly Fact["says"][]): TestEffect {
  return { kind: "condition", lenient: true, yes, no };
}

const typeTests = ["string", "number", "integer", "float", "boolean", "true", "false"];
const effects: ReadonlyMap<string, TestEffect> = new Map([
  ["defined", lenient(["present"], [])],
  ["undefined", lenient([], ["present"])],
  ["none", lenient(["present"], ["notNone"])],
  ...[...typeTests, "mapping", "sequence"].map((name): [string, TestEffect] => [
    name,
    lenient(there, []),
  ]),
  ...["callable", "sameas", "escaped"].map((name): [string, TestEffect] => [name, lenient([], [])]),
  ["iterable", { kind: "condition", lenient: false, yes: there, no: ["present"] }],
  ...["odd", "even", "divisibleby"].map((name): [string, TestEffect] => [
    name,
    { kind: "number", lenient: false, yes: there, no: there },
  ]),
]);

const comparisons: ReadonlyMap<string, CompareOperator> = new Map([
  ...["eq", "equalto", "=="].map((name): [string, CompareOperator] => [name, "=="]),
  ...["ne", "!="].map((name): [string, CompareOperator] => [name, "!="]),
  ...["lt", "lessthan", "<"].map((name): [string, CompareOperator] => [name, "<"]),
  ...["gt", "greaterthan", ">"].map((name): [string, CompareOperator] => [name, ">"]),
  ["le", "<="],
  ["<=", "<="],
  ["ge", ">="],
  [">=", ">="],
  ["in", "in"],
]);

export function evaluateTest(walk: Walk, node: TestCall): AbstractValue {
  const value = walk.evaluate(node.target);
  const args = evaluateArguments(walk, node.args);
  if (node.name === "escaped" && isMarkup(value)) {
    walk.notes.add(node, "'is escaped' is true in Jinja2 for this text, and never here");
  }
  const { yes, no } = applyTest(walk, node.name, value, args);
  return node.negated ? { kind: "condition", yes: no, no: yes } : { kind: "condition", yes, no };
}

/** Runs a test by name: what it reads, and what its outcomes tell. `weak`: it may not run. */
export function applyTest(
  walk: Walk,
  name: string,
  value: AbstractValue,
  args: ArgumentValues,
  weak = false,
): TestOutcome {
  const operator = comparisons.get(name);
  const [other] = args.positional;
  if (operator !== undefined && other) return compareValues(walk, operator, value, other, weak);
  const effect = effects.get(name) ?? { kind: "condition", lenient: false, yes: [], no: [] };
  for (const argument of allArguments(args)) {
    walk.consume(argument, { kind: "condition", optional: effect.lenient });
  }
  walk.consume(value, {
    kind: effect.kind,
    optional: effect.lenient,
    weak,
    noneHandled: effect.kind === "condition",
  });
  return {
    yes: factsOfOutcome(value, name, true, effect.yes) ?? [],
    no: factsOfOutcome(value, name, false, effect.no) ?? [],
  };
}

/** Null where the value cannot have that outcome. */
function factsOfOutcome(
  value: AbstractValue,
  test: string,
  outcome: boolean,
  says: readonly Fact["says"][],
): readonly Fact[] | null {
  if (value.kind === "either") {
    return commonFacts(value.arms.map((arm) => factsOfOutcome(arm, test, outcome, says)));
  }
  if (value.kind === "literal") {
    const known = test === "none" ? value.value === null : test === "defined" ? true : outcome;
    return known === outcome ? [] : null;
  }
  if (value.kind !== "path") return [];
  // A value that stands in only where the path is absent leaves the path as the one tested.
  const all = value.settled ? [...says, "present" as const] : says;
  return all.map((word) => ({ identity: value.identity, says: word }));
}
