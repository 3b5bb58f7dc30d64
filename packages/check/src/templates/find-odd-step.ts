import { type LookUpPath, splitPath, type TemplateRead } from "@promptrail/core/lifecycle";
import { isJsonObject } from "@promptrail/core/portable";
import type { OddRead, ReadPlace } from "./odd-read.js";

/** A step into a value that its author may not have meant: into characters, keys, a member by computed key. */
export function findOddStep({ place, variable, around, lookUp }: ReadPlace): OddRead | null {
  const { path, reads } = variable;
  const parent = splitPath(path)?.parent ?? "";
  // `d[key]` and `name | first` are read where their value is; what a loop gives is read further on.
  const isDirect = (read: TemplateRead) =>
    around?.reads.some((outer) => isAt(read, outer)) === true;
  const direct = reads.find(isDirect);
  const looped = reads.find((read) => !isDirect(read));
  switch (place.oddity) {
    case "characters":
      return looped === undefined ? null : wrongLoop(describeCharacters(parent, lookUp), looped);
    case "keys":
      return looped === undefined || !hasFixedMembers(lookUp(parent))
        ? null
        : wrongLoop(
            `'${parent}' is an object by the input schema, and this takes its keys. Loop over \`${parent}.items()\` to take keys and values`,
            looped,
          );
    case "fixed-members":
      return direct === undefined
        ? null
        : {
            code: "dynamic_read",
            reason: `'${parent}' has fixed members by the input schema, but the template takes one by a computed key, which may not be there. Name the member, or make '${parent}' a record in the schema`,
            read: direct,
          };
    case null:
      return null;
  }
}

function wrongLoop(reason: string, read: TemplateRead): OddRead {
  return { code: "wrong_kind", reason, read };
}

function describeCharacters(parent: string, lookUp: LookUpPath): string {
  const outer = lookUp(parent);
  const object = splitPath(parent)?.parent ?? "";
  return outer.kind === "place" && outer.oddity === "keys"
    ? `a loop over '${object}' takes its keys, and here their characters. Loop over \`${object}.items()\` to take keys and values`
    : `'${parent}' is text by the input schema, and this takes its characters one by one. Print it whole, or make it a list in the schema`;
}

function hasFixedMembers(lookup: ReturnType<LookUpPath>): boolean {
  return lookup.kind === "place" && lookup.arms.every((arm) => isJsonObject(arm["properties"]));
}

function isAt(one: TemplateRead, other: TemplateRead): boolean {
  return one.line === other.line && one.column === other.column;
}
