import {
  admit,
  admitKey,
  isContextMap,
  isPlainObject,
  isPresent,
  readOwn,
} from "../values/context-value.js";
import { Dict, toHashKey } from "../values/dict.js";
import type { RenderState } from "../values/render-state.js";
import { Tuple } from "../values/sequences.js";

export type Mapping = Dict | ReadonlyMap<unknown, unknown> | Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return value instanceof Dict || isContextMap(value) || isPlainObject(value);
}

/** The value under a key, undefined where the key is absent. */
export function readKey(state: RenderState, mapping: Mapping, key: unknown): unknown {
  if (mapping instanceof Dict) return mapping.get(state, key);
  // For an object, whose keys are texts, this is for the charge and for what an unhashable key raises.
  const hashKey = toHashKey(state, key);
  if (isContextMap(mapping)) return state.accept(readMapKey(mapping, hashKey), state.site);
  if (typeof key !== "string") return undefined;
  return state.accept(readOwn(mapping, key), state.site);
}

/** Map keys compare by type in JavaScript; a number key also answers to an equal float or bool. */
function readMapKey(mapping: ReadonlyMap<unknown, unknown>, hashKey: unknown): unknown {
  if (mapping.has(hashKey)) return admit(mapping.get(hashKey));
  if (hashKey === 1 && mapping.has(true)) return admit(mapping.get(true));
  return hashKey === 0 && mapping.has(false) ? admit(mapping.get(false)) : undefined;
}

export function mappingKeys(state: RenderState, mapping: Mapping): unknown[] {
  if (mapping instanceof Dict) {
    state.spend(mapping.size);
    return mapping.entries().map(([key]) => key);
  }
  if (isContextMap(mapping)) {
    state.spend(mapping.size);
    const keys = [...mapping.keys()].filter((key) => mapping.get(key) !== undefined);
    return keys.map((key) => state.accept(admitKey(key), state.site));
  }
  return keysOf(state, mapping).filter((key) => isPresent(mapping, key));
}

export function mappingSize(state: RenderState, mapping: Mapping): number {
  if (mapping instanceof Dict) return mapping.size;
  if (!isContextMap(mapping)) {
    return keysOf(state, mapping).filter((key) => isPresent(mapping, key)).length;
  }
  state.spend(mapping.size);
  return [...mapping.values()].filter((value) => value !== undefined).length;
}

export function isEmptyMapping(state: RenderState, mapping: Mapping): boolean {
  if (mapping instanceof Dict || isContextMap(mapping)) return mappingSize(state, mapping) === 0;
  return !keysOf(state, mapping).some((key) => isPresent(mapping, key));
}

/** An object's keys cost more than a list's items. */
const keyCost = 4;

/** V8 lists all keys of an object, also for who wants one. */
function keysOf(state: RenderState, mapping: Readonly<Record<string, unknown>>): string[] {
  const keys = Object.keys(mapping);
  state.spend(keys.length * keyCost);
  return keys;
}

/** Keys and values alternating: one flat list is cheaper than a list of pairs. */
export function flatEntries(state: RenderState, mapping: Mapping, site: number): unknown[] {
  if (mapping instanceof Dict) {
    state.spend(mapping.size);
    return mapping.entries().flat();
  }
  if (isContextMap(mapping)) return flatMapEntries(state, mapping, site);
  const flat: unknown[] = [];
  for (const key of keysOf(state, mapping)) {
    const value = readOwn(mapping, key);
    // A property whose value is undefined is absent, as in JSON.
    if (value !== undefined) {
      flat.push(key, typeof value === "string" ? value : state.accept(value, site));
    }
  }
  return flat;
}

function flatMapEntries(
  state: RenderState,
  map: ReadonlyMap<unknown, unknown>,
  site: number,
): unknown[] {
  const flat: unknown[] = [];
  state.spend(map.size);
  for (const [key, value] of map) {
    if (value !== undefined) {
      flat.push(state.accept(admitKey(key), site), state.accept(admit(value), site));
    }
  }
  return flat;
}

export function mappingPairs(state: RenderState, mapping: Mapping): Tuple[] {
  const flat = flatEntries(state, mapping, state.site);
  const pairs: Tuple[] = [];
  for (let index = 0; index < flat.length; index += 2) {
    pairs.push(new Tuple([flat[index], flat[index + 1]]));
  }
  return pairs;
}

export function mappingValues(state: RenderState, mapping: Mapping): unknown[] {
  return flatEntries(state, mapping, state.site).filter((_, index) => index % 2 === 1);
}
