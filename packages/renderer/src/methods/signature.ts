import { bindArguments } from "../arguments/bind-arguments.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";

/** What a method of Python's takes, and how. */
export interface Signature {
  readonly parameters: readonly string[];
  /** How many of them must be given. */
  readonly required: number;
  /** From this one on they may be given by name; those before it by position only. */
  readonly named: number;
  /** From this one on they must be given by name. */
  readonly namedOnly: number;
}

/**
 * A signature as Python writes it: `sub / start? end?`. A `?` marks what may be left out. What stands before
 * `/` is given by position only (all, where there is none), what stands after `*` by name only.
 */
export function signature(written: string): Signature {
  const words = written === "" ? [] : written.split(" ");
  const names = words.filter((word) => word !== "/" && word !== "*");
  const slash = words.indexOf("/");
  const star = words.indexOf("*");
  const parameters = names.map((name) => name.replace("?", ""));
  return {
    parameters,
    required: names.filter((name) => !name.endsWith("?")).length,
    named: slash === -1 && star === -1 ? parameters.length : Math.max(slash, 0),
    namedOnly: star === -1 ? parameters.length : star,
  };
}

/** The arguments in the order of the parameters; those that are not given are undefined. */
export function bindSignature(
  state: RenderState,
  name: string,
  { parameters, required, named, namedOnly }: Signature,
  positional: readonly unknown[],
  keywords: Keywords,
): unknown[] {
  const unnamed = parameters.slice(0, named).find((parameter) => keywords.has(parameter));
  if (unnamed !== undefined) {
    state.fail("type", `'${name}' takes '${unnamed}' by position, not by name`);
  }
  if (positional.length > namedOnly) {
    state.fail("type", `'${name}' takes at most ${namedOnly} arguments, got ${positional.length}`);
  }
  const bound = bindArguments(state, name, parameters, positional, keywords);
  const absent = parameters.slice(0, required).find((_, index) => bound[index] === undefined);
  if (absent !== undefined) state.fail("type", `'${name}' needs the argument '${absent}'`);
  return bound;
}
