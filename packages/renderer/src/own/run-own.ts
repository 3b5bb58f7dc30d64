import { isError, isTemplateRefusal, TemplateError } from "@promptrail/core/errors";
import { bindArguments } from "../arguments/bind-arguments.js";
import type { Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { fromPlain, toPlain } from "./plain-values.js";

/** A filter or function of a team's own, as messages call it. */
export interface OwnCode {
  readonly what: "filter" | "function";
  readonly name: string;
  readonly parameters: readonly string[] | undefined;
}

/** Places a call's arguments, as plain values. Without declared parameters they come by position only. */
export function readOwnArguments(
  state: RenderState,
  { what, name, parameters }: OwnCode,
  positional: readonly unknown[],
  keywords: Keywords,
): readonly unknown[] {
  if (parameters === undefined && keywords.size > 0) {
    const cure = "declare its parameters to pass them by name";
    return state.fail("type", `${what} '${name}' takes its arguments by position; ${cure}`);
  }
  const bound =
    parameters === undefined
      ? positional
      : bindArguments(state, name, parameters, positional, keywords);
  if (bound.length === 0) return bound;
  state.spend(bound.length);
  // Of what is not given, the place stays: so not by map, which leaves it out.
  return Array.from(bound, (argument) => toPlain(state, argument));
}

/** Runs own code, and reads what it returns. */
export function runOwn(state: RenderState, { what, name }: OwnCode, run: () => unknown): unknown {
  const who = `${what} '${name}'`;
  return fromPlain(state, who, guarded(state, who, run));
}

function guarded(state: RenderState, who: string, run: () => unknown): unknown {
  try {
    return run();
  } catch (cause) {
    if (isTemplateRefusal(cause)) {
      const { line, column } = state.sites[state.site] ?? { line: 1, column: 1 };
      const reason = `${who} refused its arguments`;
      throw new TemplateError({ kind: "refused", reason, line, column, refusal: cause.message });
    }
    // Its own message may hold the value, so it is not repeated.
    const kind = isError(cause) ? cause.name : typeof cause;
    return state.fail("value", `${who} failed (${kind}); it must accept this value`);
  }
}
