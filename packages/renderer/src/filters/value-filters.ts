import { bindArguments } from "../arguments/bind-arguments.js";
import { flagArgument, textArgument } from "../arguments/read-argument.js";
import { type BuiltinFilter, filter } from "../library/define-filter.js";
import { bindMethod } from "../methods/bind-method.js";
import { isMapping } from "../operations/mappings.js";
import { isTrue } from "../operations/truth.js";
import { readMember } from "../runtime/read-member.js";
import type { RenderState } from "../values/render-state.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { prettyPrint } from "./pretty-print.js";

/** The one filter that an absent value may reach. */
function defaultFilter(name: string): BuiltinFilter {
  return {
    name,
    apply(state, value, positional, keywords) {
      const parameters = ["default_value", "boolean"];
      const [fallback, boolean] = bindArguments(state, name, parameters, positional, keywords);
      if (value instanceof UndefinedValue) return fallback === undefined ? "" : fallback;
      const replace = flagArgument(state, boolean, false) && !isTrue(state, value);
      return replace ? (fallback === undefined ? "" : fallback) : value;
    },
  };
}

/** `value | attr("name")` reads attributes only, never the keys of a mapping. */
function attribute(state: RenderState, value: unknown, name: string): unknown {
  state.scan(name.length);
  if (isMapping(value)) {
    const method = name.startsWith("__") ? undefined : bindMethod(value, name);
    return method ?? state.missing(null, `'dict' element has no attribute '${name}'`);
  }
  return readMember(state, value, name, null);
}

export const valueFilters: readonly BuiltinFilter[] = [
  defaultFilter("default"),
  defaultFilter("d"),
  filter("attr", ["name"], (state, value, [name]) =>
    attribute(state, value, textArgument(state, name)),
  ),
  filter("pprint", [], prettyPrint),
];
