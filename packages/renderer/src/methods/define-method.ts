import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { bindSignature, signature } from "./signature.js";

export type Method = (
  state: RenderState,
  target: unknown,
  positional: readonly unknown[],
  keywords: Keywords,
) => unknown;

type Entry = readonly [string, Method];

/** A method of texts: its arguments arrive in the order of its signature. */
export function textMethod(
  name: string,
  written: string,
  run: (state: RenderState, text: string, args: readonly unknown[]) => unknown,
): Entry {
  const takes = signature(written);
  return [
    name,
    (state, target, positional, keywords) => {
      if (typeof target !== "string") return state.fail("type", `'${name}' is a method of texts`);
      return run(state, target, bindSignature(state, name, takes, positional, keywords));
    },
  ];
}

/** A method of any value. */
export function method(
  name: string,
  written: string,
  run: (state: RenderState, target: unknown, args: readonly unknown[]) => unknown,
): Entry {
  const takes = signature(written);
  return [
    name,
    (state, target, positional, keywords) =>
      run(state, target, bindSignature(state, name, takes, positional, keywords)),
  ];
}
