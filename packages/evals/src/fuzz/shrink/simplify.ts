import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { type FieldPath, readField } from "../../relations/json-fields.js";
import { applyEdits, type Edit } from "./edits.js";

/**
 * For each part of a context that no edit needs, the simplest value that the schema takes there: none at all, null, an empty or a
 * short one.
 */
export async function findSimplifications(
  context: JsonObject,
  edits: readonly Edit[],
  allows: (context: object) => Promise<boolean>,
): Promise<readonly Edit[]> {
  const paths = edits.map(({ path }) => path);
  // Another order of members says nothing of their values.
  const taken = edits.filter((edit) => "value" in edit).map(({ path }) => path);
  const visit = async (value: JsonValue, path: FieldPath): Promise<readonly Edit[]> => {
    const isAbove = paths.some((each) => startsWith(each, path));
    const isBelow = taken.some((each) => startsWith(path, each));
    if (isBelow) return [];
    const simplest = isAbove ? undefined : await findSimplest(context, path, allows);
    if (simplest !== undefined) return [simplest];
    const inner: Edit[] = [];
    for (const [step, member] of listMembers(value)) {
      inner.push(...(await visit(member, [...path, step])));
    }
    return inner;
  };
  return visit(context, []);
}

async function findSimplest(
  context: JsonObject,
  path: FieldPath,
  allows: (context: object) => Promise<boolean>,
): Promise<Edit | undefined> {
  const value = readField(context, path);
  if (path.length === 0 || value === undefined) return undefined;
  for (const simple of simplerThan(value)) {
    const edit = { path, value: simple };
    if (await allows(applyEdits(context, [edit]))) return edit;
  }
  return undefined;
}

function listMembers(value: JsonValue): readonly (readonly [string | number, JsonValue])[] {
  if (isJsonList(value)) return [...value.entries()];
  return isJsonObject(value) ? Object.entries(value) : [];
}

function startsWith(path: FieldPath, start: FieldPath): boolean {
  return start.length <= path.length && start.every((step, at) => step === path[at]);
}

/** The simplest first; nothing where the value is as simple as can be. */
function simplerThan(value: JsonValue): readonly (JsonValue | undefined)[] {
  if (value === null) return [undefined];
  if (typeof value === "string") {
    const word = /\S+/.exec(value)?.[0] ?? "";
    const texts = ["", "a", word].filter((text) => text.length < value.length);
    return [undefined, null, ...texts];
  }
  if (typeof value === "number")
    return [undefined, null, ...[0, 1].filter((each) => each !== value)];
  if (typeof value === "boolean") return value ? [undefined, null, false] : [undefined, null];
  if (isJsonList(value)) {
    const lists = value.length > 1 ? [[], value.slice(0, 1)] : value.length === 1 ? [[]] : [];
    return [undefined, null, ...lists];
  }
  return [undefined, null, ...(Object.keys(value).length > 0 ? [{}] : [])];
}
