import type { JsonObject } from "../../json/json-value.js";
import { isJsonList, isJsonObject } from "../../json/json-value.js";
import { listSubschemas } from "./map-subschemas.js";
import type { SchemaSize } from "./narrowing.js";
import { valuesOf } from "./schema-alternatives.js";

type Counted = Exclude<keyof SchemaSize, "largeEnum">;
type Counts = Record<Counted | "largestEnum", number>;

const words: Readonly<Record<Counted, string>> = {
  fields: "fields",
  depth: "objects inside each other",
  characters: "characters of names and values",
  enumValues: "values of enums",
  optionalFields: "optional fields",
  unions: "places of more than one type",
};

/** What of a schema is larger than the vendor takes, in words; null where nothing is. */
export function findExcess(schema: JsonObject, most: SchemaSize): string | null {
  const counts: Counts = {
    fields: 0,
    depth: 0,
    characters: 0,
    enumValues: 0,
    optionalFields: 0,
    unions: 0,
    largestEnum: 0,
  };
  count(schema, { counts, most, depth: 0 });
  const names: readonly Counted[] = [
    ...(["fields", "depth", "characters"] as const),
    ...(["enumValues", "optionalFields", "unions"] as const),
  ];
  for (const name of names) {
    const limit = most[name] ?? Number.POSITIVE_INFINITY;
    if (counts[name] > limit) return `it has ${counts[name]} ${words[name]}, more than ${limit}`;
  }
  const limit = most.largeEnum?.characters ?? Number.POSITIVE_INFINITY;
  if (counts.largestEnum <= limit) return null;
  return `its largest enum has ${counts.largestEnum} characters, more than ${limit}`;
}

interface Counting {
  readonly counts: Counts;
  readonly most: SchemaSize;
  readonly depth: number;
}

function count(schema: JsonObject, { counts, most, depth }: Counting): void {
  const { $defs = {}, definitions = {}, ...own } = schema;
  const defined = { $defs, definitions };
  const { properties, required, type, anyOf } = own;
  const isObject = isJsonObject(properties);
  const inside = isObject ? depth + 1 : depth;
  counts.depth = Math.max(counts.depth, inside);
  if (isObject) {
    const names = Object.keys(properties);
    const needed = isJsonList(required) ? required : [];
    counts.fields += names.length;
    counts.optionalFields += names.filter((name) => !needed.includes(name)).length;
  }
  for (const named of [properties, $defs, definitions]) {
    if (isJsonObject(named)) counts.characters += lengthOf(Object.keys(named));
  }
  if (isJsonList(anyOf) || isJsonList(type)) counts.unions += 1;
  countValues(schema, counts, most);
  // How deep a definition lies is known only where it is used.
  for (const part of listSubschemas(own)) count(part, { counts, most, depth: inside });
  for (const part of listSubschemas(defined)) count(part, { counts, most, depth: 0 });
}

function countValues(schema: JsonObject, counts: Counts, most: SchemaSize): void {
  const values = valuesOf(schema) ?? [];
  const characters = lengthOf(values.filter((value) => typeof value === "string"));
  counts.characters += characters;
  if (!isJsonList(schema["enum"])) return;
  counts.enumValues += values.length;
  if (values.length <= (most.largeEnum?.values ?? Number.POSITIVE_INFINITY)) return;
  counts.largestEnum = Math.max(counts.largestEnum, characters);
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, text) => sum + text.length, 0);
}
