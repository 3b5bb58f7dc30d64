import { isJsonObject } from "../json/is-json-object.js";
import type { JsonObject, JsonValue } from "../json/json-value.js";

/** What a JSON Schema says of a template's path. */
export type PathLookup =
  | { readonly kind: "present" | "open" }
  /** `path`: the outermost part that may be absent. */
  | { readonly kind: "optional"; readonly path: string }
  | {
      readonly kind: "unknown";
      readonly path: string;
      readonly missing: string;
      /** The names that there are at that place. */
      readonly known: readonly string[];
    };

type Segment =
  | { readonly kind: "key"; readonly name: string }
  | { readonly kind: "item" }
  | { readonly kind: "value" };

interface Place {
  /** Every schema that a value here may fit: the arms of unions, references followed. */
  readonly arms: readonly JsonObject[];
  readonly path: string;
  readonly optionalAt: string | null;
}

/**
 * Follows `product.name`, `items[].price` or `attributes{}` through a JSON Schema.
 * `open`: the schema does not say.
 */
export function lookUpPath(schema: JsonObject, path: string): PathLookup {
  let place: Place = { arms: toArms(schema, schema), path: "", optionalAt: null };
  for (const segment of toSegments(path)) {
    const next = step(schema, place, segment);
    if ("kind" in next) return next;
    place = next;
  }
  return place.optionalAt === null
    ? { kind: "present" }
    : { kind: "optional", path: place.optionalAt };
}

function toSegments(path: string): readonly Segment[] {
  return [...path.matchAll(/\[\]|\{\}|[^.[\]{}]+/g)].map(([part]) =>
    part === "[]"
      ? { kind: "item" }
      : part === "{}"
        ? { kind: "value" }
        : { kind: "key", name: part },
  );
}

function step(root: JsonObject, place: Place, segment: Segment): Place | PathLookup {
  switch (segment.kind) {
    case "key":
      return stepToKey(root, place, segment.name);
    case "item":
      return descend(root, place, `${place.path}[]`, (arm) => arm["items"]);
    case "value":
      return descend(root, place, `${place.path}{}`, (arm) => arm["additionalProperties"]);
  }
}

function descend(
  root: JsonObject,
  place: Place,
  path: string,
  member: (arm: JsonObject) => JsonValue | undefined,
): Place | PathLookup {
  const found = place.arms.map(member).filter(isJsonObject);
  if (found.length === 0) return { kind: "open" };
  return { ...place, path, arms: found.flatMap((schema) => toArms(root, schema)) };
}

function stepToKey(root: JsonObject, place: Place, name: string): Place | PathLookup {
  const path = place.path === "" ? name : `${place.path}.${name}`;
  const objects = place.arms.filter(
    (arm) => isJsonObject(arm["properties"]) || arm["type"] === "object",
  );
  if (objects.length === 0)
    return place.arms.some(isTyped) ? unknown(path, name, []) : { kind: "open" };
  const found = objects.flatMap((arm) => {
    const properties = arm["properties"];
    const member =
      isJsonObject(properties) && Object.hasOwn(properties, name) ? properties[name] : undefined;
    return isJsonObject(member)
      ? [member]
      : isJsonObject(arm["additionalProperties"])
        ? [arm["additionalProperties"]]
        : [];
  });
  if (found.length === 0) {
    const open = objects.some((arm) => arm["additionalProperties"] === true);
    return open ? { kind: "open" } : unknown(path, name, objects.flatMap(propertyNames));
  }
  const everywhere =
    objects.length === place.arms.length && objects.every((arm) => requires(arm, name));
  const optionalAt = place.optionalAt ?? (everywhere ? null : path);
  return { path, optionalAt, arms: found.flatMap((schema) => toArms(root, schema)) };
}

function unknown(path: string, missing: string, known: readonly string[]): PathLookup {
  return { kind: "unknown", path, missing, known };
}

function requires(arm: JsonObject, name: string): boolean {
  const required = arm["required"];
  return Array.isArray(required) && required.includes(name);
}

function propertyNames(arm: JsonObject): readonly string[] {
  return isJsonObject(arm["properties"]) ? Object.keys(arm["properties"]) : [];
}

function isTyped(arm: JsonObject): boolean {
  return arm["type"] !== undefined && arm["type"] !== "object";
}

/** The arms of a union, with references followed once each. */
function toArms(
  root: JsonObject,
  schema: JsonObject,
  seen: readonly string[] = [],
): readonly JsonObject[] {
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = seen.includes(reference) ? undefined : followReference(root, reference);
    return target === undefined ? [] : toArms(root, target, [...seen, reference]);
  }
  const union = schema["anyOf"] ?? schema["oneOf"];
  if (!Array.isArray(union)) return [schema];
  return union
    .filter(isJsonObject)
    .filter((arm) => arm["type"] !== "null")
    .flatMap((arm) => toArms(root, arm, seen));
}

function followReference(root: JsonObject, reference: string): JsonObject | undefined {
  if (reference === "#") return root;
  let at: JsonValue | undefined = root;
  for (const part of reference.replace(/^#\//, "").split("/")) {
    at = isJsonObject(at) ? at[part.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined;
  }
  return isJsonObject(at) ? at : undefined;
}
