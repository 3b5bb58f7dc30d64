import { fillDict } from "../operations/fill-dict.js";
import { iterate } from "../operations/iterate.js";
import {
  isMapping,
  type Mapping,
  mappingKeys,
  mappingPairs,
  mappingValues,
  readKey,
} from "../operations/mappings.js";
import { Dict } from "../values/dict.js";
import type { RenderState } from "../values/render-state.js";
import { MappingView, Tuple } from "../values/sequences.js";
import type { Method } from "./define-method.js";
import { method } from "./define-method.js";

function mapping(state: RenderState, target: unknown): Mapping {
  return isMapping(target) ? target : state.fail("type", "this is a method of mappings");
}

function changeable(state: RenderState, target: unknown, name: string): Dict {
  if (target instanceof Dict) return target;
  return state.fail(
    "type",
    `'${name}' would change a value of the context; copy it first: {% set copy = dict(values) %}`,
  );
}

const updateMethod: Method = (state, target, [source, surplus], keywords) => {
  const dict = changeable(state, target, "update");
  if (surplus !== undefined) state.fail("type", "'update' takes at most 1 argument by position");
  if (source !== undefined) fillDict(state, dict, source);
  for (const [key, value] of keywords) dict.set(state, key, value);
  return null;
};

export const dictMethods: ReadonlyMap<string, Method> = new Map<string, Method>([
  method(
    "items",
    "",
    (state, target) => new MappingView("items", mappingPairs(state, mapping(state, target))),
  ),
  method(
    "keys",
    "",
    (state, target) => new MappingView("keys", mappingKeys(state, mapping(state, target))),
  ),
  method(
    "values",
    "",
    (state, target) => new MappingView("values", mappingValues(state, mapping(state, target))),
  ),
  method("get", "key default?", (state, target, [key, fallback]) => {
    const found = readKey(state, mapping(state, target), key);
    return found === undefined ? (fallback ?? null) : found;
  }),
  method("copy", "", (state, target) => {
    const copy = new Dict();
    fillDict(state, copy, mapping(state, target));
    return copy;
  }),
  method("pop", "key default?", (state, target, [key, fallback]) => {
    const dict = changeable(state, target, "pop");
    const found = dict.get(state, key);
    if (found === undefined && fallback === undefined) {
      return state.fail("value", "pop: the key is not in the mapping");
    }
    dict.delete(state, key);
    return found ?? fallback;
  }),
  method("popitem", "", (state, target) => {
    const dict = changeable(state, target, "popitem");
    state.spend(dict.size);
    const last = dict.entries().at(-1);
    if (!last) return state.fail("value", "popitem: the mapping is empty");
    dict.delete(state, last[0]);
    return new Tuple(last);
  }),
  method("setdefault", "key default?", (state, target, [key, fallback]) => {
    const dict = changeable(state, target, "setdefault");
    if (!dict.has(state, key)) dict.set(state, key, fallback ?? null);
    return dict.get(state, key);
  }),
  method("clear", "", (state, target) => {
    changeable(state, target, "clear").clear();
    return null;
  }),
  method("fromkeys", "keys value?", (state, _target, [keys, value]) => {
    const dict = new Dict();
    const items = iterate(state, keys);
    state.charge(items.length);
    for (const key of items) dict.set(state, key, value ?? null);
    return dict;
  }),
  ["update", updateMethod],
]);
