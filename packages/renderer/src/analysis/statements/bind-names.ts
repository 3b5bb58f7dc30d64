import { assignedNames } from "../../codegen/find-names.js";
import type { Body, Target } from "../../syntax/ast.js";
import { walkUncalled } from "../calls/call-macro.js";
import { contextValue } from "../expressions/evaluate-expression.js";
import type { AnalysisScope } from "../values/abstract-value.js";
import { type AbstractValue, unknownValue } from "../values/abstract-value.js";
import { mapArms } from "../values/join-values.js";
import { elementOf } from "../values/value-steps.js";
import type { Walk } from "../walk.js";

/** Until it is assigned, a name that a body assigns holds what the name means around the body. */
export function declareAssigned(walk: Walk, body: Body): void {
  for (const name of assignedNames(body)) {
    if (walk.scope.own(name)) continue;
    walk.scope.define(name, walk.scope.find(name) ?? contextValue(name));
  }
}

/** Walks a body in a scope of its own, and at its end the macros that nothing called. */
export function withBody(
  walk: Walk,
  parent: AnalysisScope,
  body: Body,
  prepare?: () => void,
): void {
  walk.inScope(parent, () => {
    prepare?.();
    walk.visitBody(body);
    for (const macro of walk.scope.macros) walkUncalled(walk, macro);
  });
}

export function bindTarget(walk: Walk, target: Target, value: AbstractValue): void {
  if (target.typename === "Name") {
    walk.scope.define(target.name, recognisable(walk, value));
  } else if (target.typename === "NamespaceTarget") {
    const { name, member, line, column } = target;
    const space = walk.evaluate({ typename: "Name", name, line, column });
    walk.hold(space, member, value);
  } else {
    walk.consume(value, { kind: "iterable" });
    for (const [index, item] of target.items.entries()) {
      const part = mapArms(value, (arm) =>
        arm.kind === "tuple" ? (arm.items[index] ?? unknownValue) : elementOf(arm, walk.token()),
      );
      bindTarget(walk, item, part);
    }
  }
}

/** A value of no known origin still equals itself: `d[key]` twice under one name is one entry. */
function recognisable(walk: Walk, value: AbstractValue): AbstractValue {
  if (value.kind !== "unknown" || value.identity !== undefined) return value;
  return { ...value, identity: walk.token() };
}
