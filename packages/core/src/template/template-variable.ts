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
  /** Asked about and nothing more: a truth test, a comparison, `is defined`. */
  | "condition"
  /** Taken as a whole, whatever is done with it then: passed to a filter, a macro, a list. */
  | "any";

/** A place of a template as registered, or of a partial that it includes. */
export interface TemplatePosition {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** The partial's name, where the place is in one. */
  readonly partial?: string | undefined;
}

/** One place where a template reads a path. */
export interface TemplateRead extends TemplatePosition {
  readonly use: VariableUse;
  readonly kind: VariableKind;
  /** True where the template provided for `None` here: `is none`, a truth test, `default(…, true)`. */
  readonly noneHandled: boolean;
}

/**
 * A context path that a template reads.
 * `product.name` is a member, `items[]` an element of a list, `attributes{}` a value of a mapping.
 */
export interface TemplateVariable {
  readonly path: string;
  /** The strongest of its reads'. */
  readonly use: VariableUse;
  /** What is known of its reads' kinds; `any` alone where nothing is. */
  readonly kinds: readonly VariableKind[];
  /** In the order of the template. */
  readonly reads: readonly TemplateRead[];
}
