import { BoundMethod, CallableValue, Namespace } from "./callable-value.js";
import { FloatNumber } from "./float-number.js";
import { LazySequence, MappingView, RangeValue, Tuple } from "./sequences.js";
import { UndefinedValue } from "./undefined-value.js";

/** Python's name for the type of a value. */
export function typeName(value: unknown): string {
  switch (typeof value) {
    case "string":
      return "str";
    case "boolean":
      return "bool";
    case "number":
      return Number.isInteger(value) ? "int" : "float";
    default:
      return value === null ? "NoneType" : objectTypeName(value);
  }
}

// Subclasses come before the classes they extend.
const objectTypes = [
  [FloatNumber, "float"],
  [Array, "list"],
  [Tuple, "tuple"],
  [UndefinedValue, "undefined"],
  [RangeValue, "range"],
  [LazySequence, "generator"],
  [Namespace, "namespace"],
  [BoundMethod, "method"],
  [CallableValue, "function"],
] as const;

function objectTypeName(value: unknown): string {
  if (value instanceof MappingView) return `dict_${value.kind}`;
  return objectTypes.find(([type]) => value instanceof type)?.[1] ?? "dict";
}
