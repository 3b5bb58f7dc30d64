/** One step into a value: `.name`, `[]` to an item, `{}` to a value under a key that is not known. */
export type PathStep =
  | { readonly kind: "member"; readonly name: string }
  | { readonly kind: "item" }
  | { readonly kind: "entry" };

/** The last step of a path, and the path without it; null for the context itself. */
export function splitPath(
  path: string,
): { readonly parent: string; readonly step: PathStep } | null {
  if (path === "") return null;
  if (path.endsWith("[]")) return { parent: path.slice(0, -2), step: { kind: "item" } };
  if (path.endsWith("{}")) return { parent: path.slice(0, -2), step: { kind: "entry" } };
  const dot = path.lastIndexOf(".");
  const name = path.slice(dot + 1);
  return { parent: dot === -1 ? "" : path.slice(0, dot), step: { kind: "member", name } };
}

/** The path of a member: `product` and `name` → `product.name`; an empty parent is the context itself. */
export function memberPath(parent: string, name: string): string {
  return parent === "" ? name : `${parent}.${name}`;
}

/** The path and all that it goes through, outermost first: `a`, `a.b`, `a.b[]`. */
export function pathsThrough(path: string): readonly string[] {
  const split = splitPath(path);
  return split === null ? [] : [...pathsThrough(split.parent), path];
}
