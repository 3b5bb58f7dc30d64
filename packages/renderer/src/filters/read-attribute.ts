import { readItem } from "../runtime/read-member.js";
import { integerOf } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** Follows a dotted attribute such as `author.name` or `0`; `fallback` stands in for an absent end. */
export function readAttribute(
  state: RenderState,
  item: unknown,
  attribute: unknown,
  fallback?: unknown,
): unknown {
  const whole = integerOf(attribute);
  if (typeof attribute !== "string" && whole === undefined) {
    return state.fail("type", "an attribute is given as a text or a whole number");
  }
  if (typeof attribute === "string") state.spend(attribute.length + 1);
  const steps = whole === undefined ? String(attribute).split(".") : [whole];
  let current = item;
  for (const step of steps) {
    const index = typeof step === "string" && /^\d+$/u.test(step) ? Number(step) : step;
    current = readItem(state, current, index, undefined);
    // As in Jinja2, None is no fallback.
    if (current instanceof UndefinedValue && (fallback ?? null) !== null) current = fallback;
  }
  return current;
}
