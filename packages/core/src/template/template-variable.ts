/** How a template depends on a path: read on every render, on some branches, or guarded against absence. */
export type VariableUse = "always" | "branch" | "optional";

/** What the template does with the value. */
export type VariableKind =
  | "printable"
  | "iterable"
  | "mapping"
  | "list"
  | "number"
  | "string"
  | "any";

/**
 * A context path that a template reads.
 * `product.name` is a member, `items[]` an element of a list, `attributes{}` a value of a mapping.
 */
export interface TemplateVariable {
  readonly path: string;
  readonly use: VariableUse;
  readonly kinds: readonly VariableKind[];
  /** Where it is read, from 1. */
  readonly positions: readonly { readonly line: number; readonly column: number }[];
}
