import type { JsonObject, JsonValue } from "@promptrail/core";
import { jsonDigest } from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { type FieldPath, readField, writeField } from "../../relations/json-fields.js";

/** A change of one field: another value, undefined for none; or another order of an object's members. */
export type Edit =
  | { readonly path: FieldPath; readonly value: JsonValue | undefined }
  | { readonly path: FieldPath; readonly order: readonly string[] };

/** What makes one context of another, each field by itself. A list whose items stand in another order is one field. */
export function findEdits(from: JsonValue, to: JsonValue, path: FieldPath = []): readonly Edit[] {
  if (isJsonObject(from) && isJsonObject(to)) return findMemberEdits(from, to, path);
  if (isJsonList(from) && isJsonList(to) && from.length === to.length && !isPermuted(from, to)) {
    return from.flatMap((item, at) => findEdits(item, to[at] ?? null, [...path, at]));
  }
  return isEqual(from, to) ? [] : [{ path, value: to }];
}

function findMemberEdits(from: JsonObject, to: JsonObject, path: FieldPath): readonly Edit[] {
  const names = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  const inner = names.flatMap((name): readonly Edit[] => {
    const before = Object.hasOwn(from, name) ? from[name] : undefined;
    const after = Object.hasOwn(to, name) ? to[name] : undefined;
    const inside = [...path, name];
    if (before === undefined || after === undefined) return [{ path: inside, value: after }];
    return findEdits(before, after, inside);
  });
  const order = Object.keys(to);
  const kept = Object.keys(from).filter((name) => Object.hasOwn(to, name));
  // What is new is written behind what is there.
  const written = [...kept, ...order.filter((name) => !Object.hasOwn(from, name))];
  return isEqual(written, order) ? inner : [...inner, { path, order }];
}

function isPermuted(from: readonly JsonValue[], to: readonly JsonValue[]): boolean {
  const texts = (list: readonly JsonValue[]) =>
    list
      .map((item) => jsonDigest({ item }))
      .sort()
      .join("\n");
  return !isEqual(from, to) && texts(from) === texts(to);
}

function isEqual(from: JsonValue, to: JsonValue): boolean {
  return JSON.stringify(from) === JSON.stringify(to);
}

/** The context with these edits; one whose place is not there any more changes nothing. */
export function applyEdits(context: JsonObject, edits: readonly Edit[]): JsonObject {
  return edits.reduce<JsonObject>((changed, edit) => {
    if ("value" in edit) return writeField(changed, edit.path, edit.value);
    const value = edit.path.length === 0 ? changed : readField(changed, edit.path);
    if (!isJsonObject(value)) return changed;
    const known = edit.order.filter((name) => Object.hasOwn(value, name));
    const names = [...new Set([...known, ...Object.keys(value)])];
    const ordered = Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
    return writeField<JsonObject>(changed, edit.path, ordered);
  }, context);
}
