import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { isJsonObject } from "../../json/json-value.js";
import { omitUndefined } from "../../json/omit-undefined.js";
import { listSubschemas } from "./map-subschemas.js";

/** What a reference within `root` leads to: the root itself, or one of its definitions; else undefined. */
export function findReferenced(root: JsonObject, reference: string): JsonObject | undefined {
  if (reference === "#") return root;
  const found = /^#\/(\$defs|definitions)\/([^/]+)$/.exec(reference);
  const definitions = root[found?.[1] ?? ""];
  const name = (found?.[2] ?? "").replaceAll("~1", "/").replaceAll("~0", "~");
  if (!isJsonObject(definitions) || !Object.hasOwn(definitions, name)) return undefined;
  const definition = definitions[name];
  return isJsonObject(definition) ? definition : undefined;
}

/** A schema without the references that it begins with. Its own words come before theirs. */
export function resolveSchema(root: JsonObject, schema: JsonObject): JsonObject {
  let at = schema;
  const seen = new Set<JsonValue>();
  while (typeof at["$ref"] === "string" && !seen.has(at["$ref"])) {
    const { $ref, ...own } = at;
    seen.add($ref);
    const referenced = findReferenced(root, $ref);
    if (referenced === undefined) return at;
    at = { ...referenced, ...own };
  }
  return at;
}

/** The same schema with a root that says itself what it is, not by a reference. */
export function inlineRoot(schema: JsonObject): JsonObject {
  const { $defs, definitions } = schema;
  return {
    ...resolveSchema(schema, schema),
    ...omitUndefined({ $defs, definitions }),
  };
}

/** Whether a schema refers to itself, at once or by way of its definitions. */
export function isRecursive(root: JsonObject): boolean {
  const done = new Set<JsonObject>();
  const reaches = (schema: JsonObject, inside: ReadonlySet<JsonObject>): boolean => {
    if (inside.has(schema)) return true;
    if (done.has(schema)) return false;
    const deeper = new Set([...inside, schema]);
    const { $defs: _unused, definitions: _legacy, ...own } = schema;
    const { $ref } = schema;
    const referenced = typeof $ref === "string" ? findReferenced(root, $ref) : undefined;
    const parts = [...listSubschemas(own), ...(referenced === undefined ? [] : [referenced])];
    const found = parts.some((part) => reaches(part, deeper));
    done.add(schema);
    return found;
  };
  return reaches(root, new Set());
}
