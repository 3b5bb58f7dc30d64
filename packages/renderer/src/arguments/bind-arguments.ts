import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";

/** Places positional and named arguments in the order of `parameters`; absent ones are undefined. */
export function bindArguments(
  state: RenderState,
  name: string,
  parameters: readonly string[],
  positional: readonly unknown[],
  keywords: Keywords,
): unknown[] {
  if (positional.length > parameters.length) {
    state.fail(
      "type",
      `'${name}' takes at most ${parameters.length} arguments, got ${positional.length}`,
    );
  }
  const bound: unknown[] = [...positional];
  for (const [key, value] of keywords) {
    const index = parameters.indexOf(key);
    if (index === -1) state.fail("type", `'${name}' has no argument '${key}'`);
    if (index < positional.length) state.fail("type", `'${name}' got two values for '${key}'`);
    bound[index] = value;
  }
  return bound;
}
