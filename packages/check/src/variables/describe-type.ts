import { type PathLookup, typesOf } from "@promptrail/core/lifecycle";

/** The type of a path by its schema, in words: `text`, `number | null`, `list, may be absent`. */
export function describeType(lookup: PathLookup): string {
  if (lookup.kind === "unknown") return "not in the schema";
  if (lookup.kind === "open") return "any";
  const types: readonly string[] = lookup.arms.flatMap(typesOf);
  const every = [...new Set([...types, ...(lookup.nullable ? ["null"] : [])])];
  return `${every.join(" | ") || "nothing"}${lookup.optional ? ", may be absent" : ""}`;
}
