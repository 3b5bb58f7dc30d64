import { bindArguments } from "../arguments/bind-arguments.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { UndefinedValue } from "../values/undefined-value.js";

export interface BuiltinFilter {
  readonly name: string;
  apply(
    state: RenderState,
    value: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
  ): unknown;
}

type Run = (state: RenderState, value: unknown, args: readonly unknown[]) => unknown;

/** A filter whose arguments arrive in the order of `parameters`. Absent values are refused. */
export function filter(name: string, parameters: readonly string[], run: Run): BuiltinFilter {
  return {
    name,
    apply(state, value, positional, keywords) {
      if (value instanceof UndefinedValue && !value.lenient) state.raise(value);
      const args = bindArguments(state, name, parameters, positional, keywords);
      for (const argument of args) if (argument instanceof UndefinedValue) state.raise(argument);
      return run(state, value, args);
    },
  };
}

/** A filter that reads its arguments itself. */
export function openFilter(
  name: string,
  run: (
    state: RenderState,
    value: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
  ) => unknown,
): BuiltinFilter {
  return {
    name,
    apply(state, value, positional, keywords) {
      if (value instanceof UndefinedValue && !value.lenient) state.raise(value);
      return run(state, value, positional, keywords);
    },
  };
}
