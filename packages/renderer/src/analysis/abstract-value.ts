/** What the analysis knows of a value without running the template. */
export type AbstractValue =
  | {
      readonly kind: "path";
      readonly path: string;
      /** True where the template already provided for the path's absence. */
      readonly settled?: boolean;
    }
  | { readonly kind: "tuple"; readonly items: readonly AbstractValue[] }
  | { readonly kind: "list"; readonly element: AbstractValue }
  | { readonly kind: "record"; readonly members: ReadonlyMap<string, AbstractValue> }
  | { readonly kind: "unknown" };

export const unknownValue: AbstractValue = { kind: "unknown" };

/** An item of a value: `items[]` of a list of the context. */
export function elementOf(value: AbstractValue): AbstractValue {
  if (value.kind === "path") return { kind: "path", path: `${value.path}[]` };
  return value.kind === "list" ? value.element : unknownValue;
}

/** A value of a mapping under a key that is not known: `attributes{}`. */
export function entryOf(value: AbstractValue): AbstractValue {
  return value.kind === "path" ? { kind: "path", path: `${value.path}{}` } : unknownValue;
}

export function memberOf(value: AbstractValue, name: string): AbstractValue {
  if (value.kind === "path") return { kind: "path", path: `${value.path}.${name}` };
  return value.kind === "record" ? (value.members.get(name) ?? unknownValue) : unknownValue;
}

/** The same value, whose absence no longer matters. */
export function settledValue(value: AbstractValue): AbstractValue {
  return value.kind === "path" ? { ...value, settled: true } : value;
}
