import { flagArgument, integerArgument } from "../arguments/read-argument.js";
import { isEqual } from "../operations/compare.js";
import { iterate } from "../operations/iterate.js";
import { readList } from "../operations/read-list.js";
import { sortItems } from "../operations/sort-items.js";
import type { RenderState } from "../values/render-state.js";
import { isMadeList, makeList } from "../values/sequences.js";
import type { Method } from "./define-method.js";
import { method } from "./define-method.js";

/** The list to change; a list of the context is refused. */
function changeable(state: RenderState, target: unknown, name: string): unknown[] {
  if (Array.isArray(target) && isMadeList(target)) return target;
  return state.fail(
    "type",
    `'${name}' would change a value of the context; copy it first: {% set copy = values | list %}`,
  );
}

function insert(state: RenderState, list: unknown[], index: number, value: unknown): null {
  state.charge(list.length + 1);
  list.splice(index, 0, value);
  return null;
}

export const listMethods: ReadonlyMap<string, Method> = new Map([
  method("append", "value", (state, target, [value]) => {
    const list = changeable(state, target, "append");
    state.checkSize(list.length + 1);
    list.push(value);
    return null;
  }),
  method("extend", "values", (state, target, [values]) => {
    const list = changeable(state, target, "extend");
    const items = [...iterate(state, values)];
    state.checkSize(list.length + items.length);
    for (const item of items) list.push(item);
    return null;
  }),
  method("insert", "index value", (state, target, [index, value]) =>
    insert(state, changeable(state, target, "insert"), integerArgument(state, index), value),
  ),
  method("pop", "index?", (state, target, [index]) => {
    const list = changeable(state, target, "pop");
    const at = integerArgument(state, index, -1);
    const place = at < 0 ? at + list.length : at;
    if (list.length === 0 || place < 0 || place >= list.length) {
      return state.fail("value", "pop index out of range");
    }
    // What stands behind it moves up.
    state.spend(list.length - place);
    return list.splice(place, 1)[0];
  }),
  method("remove", "value", (state, target, [value]) => {
    const list = changeable(state, target, "remove");
    const at = readList(state, list).findIndex((item) => isEqual(state, item, value));
    if (at === -1) return state.fail("value", "the value is not in the list");
    list.splice(at, 1);
    return null;
  }),
  method("clear", "", (state, target) => {
    changeable(state, target, "clear").length = 0;
    return null;
  }),
  method("reverse", "", (state, target) => {
    const list = changeable(state, target, "reverse");
    state.spend(list.length);
    list.reverse();
    return null;
  }),
  method("sort", "* key? reverse?", (state, target, [key, reverse]) => {
    const list = changeable(state, target, "sort");
    if (key !== undefined && key !== null) return state.fail("type", "sort takes no key here");
    const sorted = sortItems(state, list, (item) => item, flagArgument(state, reverse, false));
    for (const [index, item] of sorted.entries()) list[index] = item;
    return null;
  }),
  method("copy", "", (state, target) =>
    makeList(Array.isArray(target) ? [...readList(state, target)] : []),
  ),
]);
