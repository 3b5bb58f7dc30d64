import type { JsonObject, JsonValue } from "@promptrail/core";
import { isJsonObject } from "@promptrail/core/portable";
import { listFields, toFieldName } from "../../relations/json-fields.js";

/** What stands in cases of the dataset, by the fields as users name them: `items[].note`. */
export interface SeenValues {
  readonly texts: (field: string) => readonly string[];
  readonly numbers: (field: string) => readonly number[];
  /** The names of members, for an object whose names the schema leaves open. */
  readonly keys: (field: string) => readonly string[];
}

/** More are not told apart by a prompt's author, either. */
const mostSeen = 200;

export function collectSeen(contexts: readonly JsonObject[]): SeenValues {
  const byField = new Map<string, Set<JsonValue>>();
  const keysByField = new Map<string, Set<string>>();
  for (const context of contexts) {
    for (const { path, value } of listFields(context)) {
      const field = toFieldName(path);
      if (isJsonObject(value)) {
        for (const key of Object.keys(value)) add(keysByField, field, key);
      } else if (typeof value === "string" || typeof value === "number") {
        add(byField, field, value);
      }
    }
  }
  const valuesOf = (field: string) => [...(byField.get(field) ?? [])];
  return {
    texts: (field) => valuesOf(field).filter((value) => typeof value === "string"),
    numbers: (field) => valuesOf(field).filter((value) => typeof value === "number"),
    keys: (field) => [...(keysByField.get(field) ?? [])],
  };
}

function add<Value>(map: Map<string, Set<Value>>, field: string, value: Value): void {
  const seen = map.get(field) ?? new Set<Value>();
  if (seen.size < mostSeen) seen.add(value);
  map.set(field, seen);
}
