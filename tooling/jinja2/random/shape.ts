/** What kind of value a variable holds, so that most random expressions fit their operators. */
export type Shape =
  | { readonly kind: "text" | "integer" | "float" | "boolean" | "none" }
  | { readonly kind: "list"; readonly of: Shape }
  /** Any keys. */
  | { readonly kind: "dict"; readonly of: Shape }
  /** Known keys. */
  | { readonly kind: "record"; readonly members: readonly Variable[] };

export type ShapeKind = Shape["kind"];

export interface Variable {
  readonly name: string;
  readonly shape: Shape;
}

export const text: Shape = { kind: "text" };
export const integer: Shape = { kind: "integer" };
export const float: Shape = { kind: "float" };
export const boolean: Shape = { kind: "boolean" };

export function listOf(shape: Shape): Shape {
  return { kind: "list", of: shape };
}
