import { assignedNames } from "../../codegen/find-names.js";
import type {
  Block,
  Body,
  CallBlock,
  If,
  Include,
  Macro,
  Parameter,
  Statement,
} from "../../syntax/ast.js";
import { evaluateCall } from "../calls/evaluate-call.js";
import { type AbstractValue, type MacroValue, textValue } from "../values/abstract-value.js";
import type { Fact } from "../values/facts.js";
import { joinValues, truthFacts } from "../values/join-values.js";
import type { Walk } from "../walk.js";
import { bindTarget, declareAssigned, withBody } from "./bind-names.js";
import { visitLoop } from "./visit-loop.js";

const tested = { kind: "condition", noneHandled: true } as const;

/** Walks the statements of a body in the present scope. */
export function visitBody(walk: Walk, body: Body): void {
  declareAssigned(walk, body);
  for (const statement of body) visitStatement(walk, statement);
}

function visitStatement(walk: Walk, statement: Statement): void {
  switch (statement.typename) {
    case "TemplateText":
      return;
    case "Print":
      walk.use(statement.expression, { kind: "printable" });
      return;
    case "If":
      visitIf(walk, statement);
      return;
    case "For":
      visitLoop(walk, statement);
      return;
    case "Assign":
      bindTarget(walk, statement.target, walk.evaluate(statement.value));
      return;
    case "AssignBlock":
      withBody(walk, walk.scope, statement.body);
      if (statement.filter) bindTarget(walk, statement.target, walk.evaluate(statement.filter));
      else bindTarget(walk, statement.target, textValue);
      return;
    case "With": {
      const values = statement.bindings.map(({ value }) => walk.evaluate(value));
      withBody(walk, walk.scope, statement.body, () => {
        for (const [index, { target }] of statement.bindings.entries()) {
          bindTarget(walk, target, values[index] ?? textValue);
        }
      });
      return;
    }
    case "FilterBlock":
      withBody(walk, walk.scope, statement.body);
      walk.use(statement.filter, { kind: "printable" });
      return;
    case "Macro":
      visitMacro(walk, statement);
      return;
    case "CallBlock":
      visitCallBlock(walk, statement);
      return;
    case "Block":
      visitBlock(walk, statement);
      return;
    case "Include":
      visitInclude(walk, statement);
      return;
  }
}

function visitBlock(walk: Walk, { scoped, body }: Block): void {
  withBody(walk, scoped ? walk.scope : walk.rootScope, body);
}

/** What is included sees the names around it; what it assigns is gone with it. */
function visitInclude(walk: Walk, { body }: Include): void {
  const outer = walk.rootScope;
  withBody(walk, walk.scope, body, () => {
    walk.rootScope = walk.scope;
  });
  walk.rootScope = outer;
}

function toMacro(
  walk: Walk,
  name: string,
  parameters: readonly Parameter[],
  body: Body,
): MacroValue {
  const macro: MacroValue = { kind: "macro", name, parameters, body, scope: walk.scope };
  walk.scope.macros.push(macro);
  return macro;
}

function visitMacro(walk: Walk, { name, parameters, body }: Macro): void {
  walk.scope.define(name, toMacro(walk, name, parameters, body));
}

function visitCallBlock(walk: Walk, { call, parameters, body }: CallBlock): void {
  const caller = toMacro(walk, "caller", parameters, body);
  walk.consume(evaluateCall(walk, call, caller), { kind: "printable" });
}

function visitIf(walk: Walk, { branches, otherwise }: If): void {
  const bodies = [...branches.map(({ body }) => body), otherwise];
  const names = [...new Set(bodies.flatMap((body) => [...assignedNames(body)]))];
  const before = valuesOf(walk, names);
  const ends: ReadonlyMap<string, AbstractValue>[] = [];
  const missed: Fact[] = [];
  const run = (facts: readonly Fact[] | null, body: Body): void => {
    // Null: the test cannot come out so. The branch is walked for what it names all the same.
    walk.branch(facts, () => {
      for (const statement of body) visitStatement(walk, statement);
      const end = valuesOf(walk, names);
      if (facts) ends.push(new Map([...end].map(([name, value]) => [name, walk.seal(value)])));
    });
    for (const [name, value] of before) walk.scope.define(name, value);
  };
  for (const [index, { test, body }] of branches.entries()) {
    const condition =
      index === 0 ? walk.use(test, tested) : walk.branch([], () => walk.use(test, tested));
    run(truthFacts(condition, true), body);
    const further = truthFacts(condition, false) ?? [];
    walk.facts.assume(further);
    missed.push(...further);
  }
  run([], otherwise);
  walk.facts.retract(missed);
  if (names.length === 0) return;
  for (const name of names) {
    const values = ends.map((end) => end.get(name)).filter((value) => value !== undefined);
    walk.scope.define(name, joinValues(values));
  }
}

function valuesOf(walk: Walk, names: readonly string[]): ReadonlyMap<string, AbstractValue> {
  const values = new Map<string, AbstractValue>();
  for (const name of names) {
    const value = walk.scope.own(name);
    if (value) values.set(name, value);
  }
  return values;
}
