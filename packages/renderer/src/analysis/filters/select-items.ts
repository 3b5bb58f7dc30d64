import { type ArgumentValues, allArguments } from "../calls/call-arguments.js";
import { applyTest } from "../tests/evaluate-test.js";
import { type AbstractValue, literalText, unknownValue } from "../values/abstract-value.js";
import type { Assurance, Fact, TestOutcome } from "../values/facts.js";
import { mapArms, truthFacts } from "../values/join-values.js";
import { elementOf, settledValue } from "../values/value-steps.js";
import type { Walk } from "../walk.js";
import { readAttributes } from "./read-attributes.js";

type Apply = (
  walk: Walk,
  name: string,
  target: AbstractValue,
  args: ArgumentValues,
) => AbstractValue;

/** `map(attribute=…)` and `map("filter", …)`. */
export function applyMap(
  walk: Walk,
  target: AbstractValue,
  args: ArgumentValues,
  apply: Apply,
): AbstractValue {
  walk.consume(target, { kind: "iterable" });
  const element = elementOf(target, walk.token());
  const attribute = args.keywords.get("attribute");
  const [first, ...rest] = args.positional;
  if (first === undefined && attribute) {
    const [read = unknownValue] = readAttributes(walk, element, attribute, { several: false });
    const settled = args.keywords.has("default") ? settledValue(read) : read;
    return { kind: "list", element: settled, source: null };
  }
  const name = literalText(first);
  if (name === undefined) {
    for (const value of [target, ...allArguments(args)]) walk.passOn(value);
    return unknownValue;
  }
  const mapped = walk.branch([], () => apply(walk, name, element, { ...args, positional: rest }));
  return { kind: "list", element: mapped, source: null };
}

/** `select`, `reject`, `selectattr` and `rejectattr`: the kept items passed the test. */
export function applySelect(
  walk: Walk,
  filter: string,
  target: AbstractValue,
  args: ArgumentValues,
): AbstractValue {
  walk.consume(target, { kind: "iterable" });
  const element = elementOf(target, walk.token());
  const byAttribute = filter.endsWith("attr");
  const [attribute, ...afterAttribute] = args.positional;
  const [test, ...rest] = byAttribute ? afterAttribute : args.positional;
  const reads =
    byAttribute && attribute
      ? readAttributes(walk, element, attribute, { several: false })
      : [element];
  const [read] = reads;
  const passes = filter.startsWith("select");
  if (!read) return { kind: "list", element, source: target };
  const outcome = walk.branch([], () => check(walk, read, test, { ...args, positional: rest }));
  const facts = passes ? outcome.yes : outcome.no;
  const name = literalText(attribute);
  const kept = byAttribute ? assure(element, read, name, facts) : assureItem(element, facts);
  return { kind: "list", element: kept, source: target };
}

function check(
  walk: Walk,
  value: AbstractValue,
  test: AbstractValue | undefined,
  args: ArgumentValues,
): TestOutcome {
  if (test === undefined) {
    walk.consume(value, { kind: "condition", noneHandled: true });
    return { yes: truthFacts(value, true) ?? [], no: truthFacts(value, false) ?? [] };
  }
  const name = literalText(test);
  if (name !== undefined) return applyTest(walk, name, value, args, true);
  walk.passOn(value);
  return { yes: [], no: [] };
}

function says(facts: readonly Fact[], identity: string): Assurance {
  const of = (word: Fact["says"]) =>
    facts.some((fact) => fact.says === word && fact.identity === identity);
  return { present: of("present"), notNone: of("notNone") };
}

function assureItem(element: AbstractValue, facts: readonly Fact[]): AbstractValue {
  return mapArms(element, (arm) =>
    arm.kind === "path" && says(facts, arm.identity).notNone ? { ...arm, noneHandled: true } : arm,
  );
}

function assure(
  element: AbstractValue,
  read: AbstractValue,
  name: string | undefined,
  facts: readonly Fact[],
): AbstractValue {
  if (element.kind !== "path" || read.kind !== "path" || name === undefined) return element;
  const before = element.assured?.get(name);
  const now = says(facts, read.identity);
  const both: Assurance = {
    present: now.present || before?.present === true,
    notNone: now.notNone || before?.notNone === true,
  };
  return { ...element, assured: new Map([...(element.assured ?? []), [name, both]]) };
}
