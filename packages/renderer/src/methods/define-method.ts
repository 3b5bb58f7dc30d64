import { bindArguments } from "../arguments/bind-arguments.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";

export type Method = (
  state: RenderState,
  target: unknown,
  positional: readonly unknown[],
  keywords: Keywords,
) => unknown;

type Entry = readonly [string, Method];

/** A method of texts: its arguments arrive in the order of `parameters`. */
export function textMethod(
  name: string,
  parameters: readonly string[],
  run: (state: RenderState, text: string, args: readonly unknown[]) => unknown,
): Entry {
  return [
    name,
    (state, target, positional, keywords) => {
      if (typeof target !== "string") return state.fail("type", `'${name}' is a method of texts`);
      return run(state, target, bindArguments(state, name, parameters, positional, keywords));
    },
  ];
}

/** A method of any value. */
export function method(
  name: string,
  parameters: readonly string[],
  run: (state: RenderState, target: unknown, args: readonly unknown[]) => unknown,
): Entry {
  return [
    name,
    (state, target, positional, keywords) =>
      run(state, target, bindArguments(state, name, parameters, positional, keywords)),
  ];
}
