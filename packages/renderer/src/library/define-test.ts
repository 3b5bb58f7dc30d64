import { bindArguments } from "../arguments/bind-arguments.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { UndefinedValue } from "../values/undefined-value.js";

export interface BuiltinTest {
  readonly name: string;
  check(
    state: RenderState,
    value: unknown,
    positional: readonly unknown[],
    keywords: Keywords,
  ): boolean;
}

type Check = (state: RenderState, value: unknown, args: readonly unknown[]) => boolean;

/** A test that raises on an absent value. */
export function strictTest(name: string, parameters: readonly string[], check: Check): BuiltinTest {
  return lenientTest(name, parameters, (state, value, args) => {
    if (value instanceof UndefinedValue && !value.lenient) state.raise(value);
    return check(state, value, args);
  });
}

/** A test that looks at what a value is, and may see an absent one. */
export function lenientTest(
  name: string,
  parameters: readonly string[],
  check: Check,
): BuiltinTest {
  return {
    name,
    check(state, value, positional, keywords) {
      const args = bindArguments(state, name, parameters, positional, keywords);
      if (args.length < parameters.length) {
        state.fail("type", `test '${name}' needs ${parameters.length} argument(s)`);
      }
      return check(state, value, args);
    },
  };
}
