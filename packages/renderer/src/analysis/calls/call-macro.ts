import type { Parameter } from "../../syntax/ast.js";
import {
  type AbstractValue,
  type MacroValue,
  textValue,
  unknownValue,
} from "../values/abstract-value.js";
import { joinValues } from "../values/join-values.js";
import type { Walk } from "../walk.js";
import { type ArgumentValues, allArguments } from "./call-arguments.js";

/**
 * Walks a macro's body with what one call gives it. A call of a macro from within itself is cut:
 * its arguments are then passed on, and asked for nothing.
 */
export function callMacro(walk: Walk, macro: MacroValue, args: ArgumentValues): AbstractValue {
  if (walk.calls.includes(macro.body) || walk.exhausted) {
    for (const argument of allArguments(args)) walk.passOn(argument);
    return textValue;
  }
  walk.walkedMacros.add(macro.body);
  walk.calls.push(macro.body);
  const rest = new Map(args.keywords);
  walk.inScope(macro.scope, () => {
    walk.scope.define("caller", rest.get("caller") ?? unknownValue);
    rest.delete("caller");
    bindParameters(walk, macro.parameters, args, rest);
    if (!macro.parameters.some(({ name }) => name === "varargs")) {
      const items = args.positional.slice(macro.parameters.length);
      walk.scope.define("varargs", args.open ? unknownValue : { kind: "tuple", items });
    }
    if (!macro.parameters.some(({ name }) => name === "kwargs")) {
      const extra = args.open ? unknownValue : null;
      walk.scope.define("kwargs", { kind: "record", members: rest, rest: extra });
    }
    walk.visitBody(macro.body);
  });
  walk.calls.pop();
  return textValue;
}

function bindParameters(
  walk: Walk,
  parameters: readonly Parameter[],
  args: ArgumentValues,
  keywords: Map<string, AbstractValue>,
): void {
  for (const [index, { name, fallback }] of parameters.entries()) {
    const given = args.positional[index] ?? keywords.get(name);
    keywords.delete(name);
    if (given) {
      walk.scope.define(name, given);
    } else if (!fallback) {
      walk.scope.define(name, unknownValue);
    } else if (args.open) {
      const value = walk.branch([], () => walk.seal(walk.evaluate(fallback)));
      walk.scope.define(name, joinValues([unknownValue, value]));
    } else {
      walk.scope.define(name, walk.evaluate(fallback));
    }
  }
}

/** A macro that nothing calls is checked like a branch that nothing takes, with parameters unknown. */
export function walkUncalled(walk: Walk, macro: MacroValue): void {
  if (walk.walkedMacros.has(macro.body)) return;
  const open: ArgumentValues = { positional: [], keywords: new Map(), open: true };
  walk.branch([], () => callMacro(walk, macro, open));
}
