import { readOwn } from "../values/context-value.js";
import type { RenderState } from "../values/render-state.js";
import { isMadeList } from "../values/sequences.js";

/** The items of a list, admitted. A list of the context is copied; one that the template made is not. */
export function readList(
  state: RenderState,
  list: readonly unknown[],
  site: number = state.site,
): readonly unknown[] {
  // Charged in any case: reading is work too, and a template may read the same list again and again.
  state.charge(list.length);
  if (isMadeList(list)) return list;
  const items: unknown[] = [];
  for (let index = 0; index < list.length; index += 1) {
    const item = readOwn(list, index);
    // A hole prints as JSON would write it.
    items.push(typeof item === "string" ? item : (state.accept(item, site) ?? null));
  }
  return items;
}
