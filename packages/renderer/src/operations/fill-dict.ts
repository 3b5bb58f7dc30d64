import type { Dict } from "../values/dict.js";
import type { RenderState } from "../values/render-state.js";
import { iterate } from "./iterate.js";
import { flatEntries, isMapping } from "./mappings.js";

/** Sets what a mapping, or a sequence of pairs, holds: what Python's `dict(…)` and `update(…)` read. */
export function fillDict(state: RenderState, dict: Dict, source: unknown): void {
  const flat = isMapping(source)
    ? flatEntries(state, source, state.site)
    : iterate(state, source).flatMap((pair) => pairOf(state, pair));
  state.checkSize(dict.size + flat.length);
  for (let index = 0; index < flat.length; index += 2) {
    dict.set(state, flat[index], flat[index + 1]);
  }
}

function pairOf(state: RenderState, pair: unknown): readonly unknown[] {
  const items = iterate(state, pair);
  if (items.length === 2) return items;
  return state.fail("value", `a mapping is made of pairs, and one has length ${items.length}`);
}
