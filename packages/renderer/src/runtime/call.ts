import { findMethod } from "../methods/method-table.js";
import { flatEntries, isMapping } from "../operations/mappings.js";
import { toText } from "../operations/to-text.js";
import { CallableValue, type Keywords } from "../values/callable-value.js";
import type { RenderState } from "../values/render-state.js";
import { typeName } from "../values/type-name.js";
import { UndefinedValue } from "../values/undefined-value.js";
import { readMember } from "./read-member.js";

export function callValue(
  state: RenderState,
  callee: unknown,
  positional: readonly unknown[],
  keywords: Keywords,
): unknown {
  if (callee instanceof UndefinedValue) return state.raise(callee);
  if (callee instanceof CallableValue) return callee.call(state, positional, keywords);
  return state.fail("type", `'${typeName(callee)}' object is not callable`);
}

/** `target.name(…)`: a method of Python's first, and a callable member otherwise. */
export function callMember(
  state: RenderState,
  target: unknown,
  name: string,
  positional: readonly unknown[],
  keywords: Keywords,
): unknown {
  if (target instanceof UndefinedValue) return state.raise(target);
  const method = findMethod(target, name);
  if (method) return method(state, target, positional, keywords);
  return callValue(state, readMember(state, target, name, state.site), positional, keywords);
}

export function spreadKeywords(state: RenderState, keywords: Keywords, extra: unknown): Keywords {
  if (extra instanceof UndefinedValue) return state.raise(extra);
  if (!isMapping(extra)) {
    return state.fail("type", `argument after ** must be a mapping, not ${typeName(extra)}`);
  }
  const all = new Map(keywords);
  const flat = flatEntries(state, extra, state.site);
  for (let index = 0; index < flat.length; index += 2) {
    const key = toText(state, flat[index]);
    if (all.has(key)) return state.fail("type", `the argument '${key}' is given twice`);
    all.set(key, flat[index + 1]);
  }
  return all;
}
