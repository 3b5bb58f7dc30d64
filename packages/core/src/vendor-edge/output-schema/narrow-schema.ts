import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { isJsonList, isJsonObject } from "../../json/json-value.js";
import { omitUndefined } from "../../json/omit-undefined.js";
import { findExcess } from "./find-excess.js";
import { isObjectSchema } from "./is-object-schema.js";
import { narrowLimits } from "./narrow-limits.js";
import type { Narrowing, SchemaDialect } from "./narrowing.js";
import { areDisjoint, findLeadingField, typesOf, valuesOf } from "./schema-alternatives.js";
import { findReferenced, inlineRoot, isRecursive, resolveSchema } from "./schema-references.js";

/** A schema that the vendor can hold a model to, or why it cannot. */
export type NarrowedSchema =
  | {
      readonly isEnforced: true;
      /** Every answer that fits it fits the given one too, but for what is described. */
      readonly schema: JsonObject;
      /** Limits that went into descriptions: `minimum of the answer.score`. */
      readonly described: readonly string[];
    }
  | { readonly isEnforced: false; readonly obstacle: string };

/**
 * Writes an output schema in what a vendor enforces. It only narrows: objects are closed, a field with a
 * default becomes required where fields may not be missing, and a `oneOf` becomes `anyOf` where its
 * alternatives exclude each other. What cannot be said so is an obstacle, in words after "the answer".
 */
export function narrowSchema(schema: JsonObject, dialect: SchemaDialect): NarrowedSchema {
  const root = inlineRoot(schema);
  const narrowing: Narrowing = { root, dialect, obstacles: [], described: [] };
  if (dialect.objectRoot && !isObjectSchema(root)) {
    narrowing.obstacles.push("the answer is not an object");
  }
  const { $defs, definitions, ...own } = root;
  const narrowed = {
    ...narrowPart(own, "the answer", narrowing),
    ...narrowDefinitions("$defs", $defs, narrowing),
    ...narrowDefinitions("definitions", definitions, narrowing),
  };
  const excess = findExcess(narrowed, dialect.most);
  const [obstacle] = [
    ...narrowing.obstacles,
    ...(!dialect.recursion && isRecursive(root) ? ["it refers to itself"] : []),
    ...(excess === null ? [] : [excess]),
  ];
  if (obstacle !== undefined) return { isEnforced: false, obstacle };
  return { isEnforced: true, schema: narrowed, described: narrowing.described };
}

function narrowDefinitions(
  keyword: string,
  definitions: JsonValue | undefined,
  narrowing: Narrowing,
): JsonObject {
  if (!isJsonObject(definitions)) return {};
  const narrowed = Object.entries(definitions).map(
    ([name, part]) => [name, narrowPart(part, name, narrowing)] as const,
  );
  return { [keyword]: Object.fromEntries(narrowed) };
}

function narrowPart(given: JsonValue, path: string, narrowing: Narrowing): JsonObject {
  const schema = isJsonObject(given) ? unwrap(given) : {};
  const { title, description } = schema;
  const limits = narrowLimits(schema, path, narrowing);
  const words = [...(typeof description === "string" ? [description] : []), ...limits.words];
  const around = omitUndefined({
    title,
    description: words.length === 0 ? undefined : words.join("\n\n"),
    ...limits.kept,
  });
  if (schema["$ref"] !== undefined) {
    const reference = narrowReference(schema["$ref"], path, narrowing);
    // Vendors take no other keyword beside a reference.
    return Object.keys(around).length === 0 ? reference : { ...around, anyOf: [reference] };
  }
  const isUnion = schema["anyOf"] !== undefined || schema["oneOf"] !== undefined;
  const narrow = isUnion ? narrowUnion : narrowTyped;
  return { ...around, ...narrow(schema, path, narrowing) };
}

/** An intersection of one schema is that schema. */
function unwrap(schema: JsonObject): JsonObject {
  const { allOf, ...own } = schema;
  if (!isJsonList(allOf) || allOf.length !== 1) return schema;
  const [only] = allOf;
  const isAlone = !Object.keys(own).some((keyword) => isJsonObject(only) && keyword in only);
  return isJsonObject(only) && isAlone ? unwrap({ ...only, ...own }) : schema;
}

function narrowReference(reference: JsonValue, path: string, narrowing: Narrowing): JsonObject {
  const isKnown =
    typeof reference === "string" && findReferenced(narrowing.root, reference) !== undefined;
  if (!isKnown) narrowing.obstacles.push(`${path} refers to what is not in the schema`);
  return { $ref: reference };
}

function narrowUnion(schema: JsonObject, path: string, narrowing: Narrowing): JsonObject {
  const { root, dialect, obstacles } = narrowing;
  const { anyOf, oneOf, type } = schema;
  const union = anyOf ?? oneOf;
  const given = isJsonList(union) ? union.filter(isJsonObject) : [];
  const isMixed = ["properties", "items", "prefixItems", "enum", "const"].some(
    (keyword) => schema[keyword] !== undefined,
  );
  if (isMixed || (anyOf !== undefined && oneOf !== undefined)) {
    obstacles.push(`${path} mixes alternatives with a shape of its own`);
  }
  if (!isJsonList(union) || given.length < union.length || given.length === 0) {
    obstacles.push(`${path} may be anything`);
  }
  if (oneOf !== undefined && !areDisjoint(root, given)) {
    obstacles.push(`the alternatives of ${path} overlap`);
  }
  const { lead, clash } = dialect.firstFieldTells
    ? findLeadingField(root, given)
    : { lead: null, clash: null };
  if (clash !== null) obstacles.push(`two alternatives of ${path} begin with the field ${clash}`);
  const arms = given.map((arm) => leadWith(lead, narrowPart(arm, path, narrowing)));
  return omitUndefined({ type, anyOf: arms });
}

/** The same object with one field first. */
function leadWith(lead: string | null, schema: JsonObject): JsonObject {
  const { properties } = schema;
  if (lead === null || !isJsonObject(properties)) return schema;
  const { [lead]: first, ...others } = properties;
  return first === undefined ? schema : { ...schema, properties: { [lead]: first, ...others } };
}

function narrowTyped(schema: JsonObject, path: string, narrowing: Narrowing): JsonObject {
  const types = typesOf(schema);
  const values = valuesOf(schema);
  if (types.length === 0) narrowing.obstacles.push(`${path} may be anything`);
  if (values?.some((value) => typeof value === "object" && value !== null) === true) {
    narrowing.obstacles.push(`${path} has lists or objects as its only values`);
  }
  return omitUndefined({
    type: types.length === 1 ? (types[0] ?? null) : types,
    enum: schema["enum"],
    const: schema["const"],
    ...(types.includes("object") ? narrowObject(schema, path, narrowing) : {}),
    ...(types.includes("array") ? narrowList(schema, path, narrowing) : {}),
  });
}

function narrowObject(schema: JsonObject, path: string, narrowing: Narrowing): JsonObject {
  const { additionalProperties, required } = schema;
  const { dialect, obstacles } = narrowing;
  const isClosed = additionalProperties === false;
  const fields = isJsonObject(schema["properties"]) ? schema["properties"] : null;
  if (fields === null && !isClosed) obstacles.push(`${path} is an object of any shape`);
  else if (additionalProperties !== undefined && !isClosed) {
    obstacles.push(`${path} may have other properties`);
  }
  const names = Object.keys(fields ?? {});
  const asked = isJsonList(required) ? required : [];
  const unknown = asked.find((name) => typeof name !== "string" || !names.includes(name));
  if (unknown !== undefined)
    obstacles.push(`${path} requires ${JSON.stringify(unknown)}, which it does not describe`);
  const needed = names.filter(
    (name) => asked.includes(name) || isFilled(fields?.[name], narrowing),
  );
  const optional = names.find((name) => !needed.includes(name));
  if (!dialect.optionalFields && optional !== undefined) {
    obstacles.push(`${path}.${optional} is optional`);
  }
  return {
    properties: Object.fromEntries(
      names.map((name) => [name, narrowPart(fields?.[name] ?? {}, `${path}.${name}`, narrowing)]),
    ),
    required: needed,
    additionalProperties: false,
  };
}

/** Whether a field that the answer leaves out has a default, and the vendor wants it written. */
function isFilled(field: JsonValue | undefined, { root, dialect }: Narrowing): boolean {
  return !dialect.optionalFields && isJsonObject(field) && "default" in resolveSchema(root, field);
}

function narrowList(schema: JsonObject, path: string, narrowing: Narrowing): JsonObject {
  const { items, prefixItems } = schema;
  if (prefixItems !== undefined || isJsonList(items)) {
    narrowing.obstacles.push(`${path} is a tuple`);
    return {};
  }
  return { items: narrowPart(items ?? true, `${path}[]`, narrowing) };
}
