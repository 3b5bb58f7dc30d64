import { type AbstractValue, unknownValue } from "./values/abstract-value.js";
import type { Walk } from "./walk.js";

/** Values of more parts than this are not followed: lists that hold themselves twice double at each step. */
const mostParts = 400;

const weights = new WeakMap<AbstractValue, number>();

/** The value, or an unknown one where it is too large to follow; its parts then count as passed on. */
export function boundValue(walk: Walk, value: AbstractValue): AbstractValue {
  if (weightOf(value) <= mostParts) return value;
  walk.passOn(value);
  return unknownValue;
}

function weightOf(value: AbstractValue): number {
  const parts = partsOf(value);
  if (parts.length === 0) return 1;
  const known = weights.get(value);
  if (known !== undefined) return known;
  const weight = parts.reduce((sum, part) => sum + weightOf(part), 1);
  weights.set(value, weight);
  return weight;
}

function partsOf(value: AbstractValue): readonly AbstractValue[] {
  switch (value.kind) {
    case "either":
      return value.arms;
    case "tuple":
      return value.items;
    case "list":
      return value.source === null ? [value.element] : [value.element, value.source];
    case "record":
      return value.rest === null
        ? [...value.members.values()]
        : [...value.members.values(), value.rest];
    case "loop":
      return [value.element];
    default:
      return [];
  }
}
