import { isTrue } from "../operations/truth.js";
import { integerOf } from "../values/float-number.js";
import type { RenderState } from "../values/render-state.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";

/** A whole number argument; `fallback` where it is absent. */
export function integerArgument(state: RenderState, value: unknown, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (value instanceof UndefinedValue) return state.raise(value);
  const reason = `expected an integer, got '${typeName(value ?? null)}'`;
  return integerOf(value) ?? state.fail("type", reason);
}

export function textArgument(state: RenderState, value: unknown, fallback?: string): string {
  if (value === undefined && fallback !== undefined) return fallback;
  if (value instanceof UndefinedValue) return state.raise(value);
  if (typeof value === "string") return value;
  return state.fail("type", `expected text, got '${typeName(value ?? null)}'`);
}

export function flagArgument(state: RenderState, value: unknown, fallback: boolean): boolean {
  return value === undefined ? fallback : isTrue(state, value);
}
