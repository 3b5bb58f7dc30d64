import type { JsonObject, JsonValue } from "../json/json-value.js";
import { isJsonList, isJsonObject } from "../json/json-value.js";
import { memberPath, splitPath } from "./path-steps.js";
import type { ReadArms } from "./schema-arms.js";
import { typesOf } from "./value-types.js";

/** What a step does that its author may not have meant. */
export type StepOddity =
  /** Takes the characters of a text. */
  | "characters"
  /** Takes the keys of an object. */
  | "keys"
  /** Takes a member of an object of fixed members by a key that is not known. */
  | "fixed-members";

/** A place in a context that the schema describes. */
export interface SchemaPlace {
  readonly kind: "place";
  readonly path: string;
  /** Every plain schema that a value here may fit, without `null`. */
  readonly arms: readonly JsonObject[];
  readonly nullable: boolean;
  /** True where the value around it may lack it. */
  readonly optional: boolean;
  /** True where the arms belong to different places: the items of a tuple, the members of an object. */
  readonly mixed: boolean;
  readonly oddity: StepOddity | null;
}

/** What a JSON Schema says of a template's path. */
export type PathLookup =
  | SchemaPlace
  /** The schema does not say. */
  | { readonly kind: "open" }
  | {
      readonly kind: "unknown";
      /** The outermost part that is not there. */
      readonly path: string;
      readonly missing: string;
      /** The names that there are at that place. */
      readonly known: readonly string[];
    };

/** Follows `product.name`, `items[].price` or `attributes{}` through a JSON Schema. */
export type LookUpPath = (path: string) => PathLookup;

const open = { kind: "open" } as const;

/** Looks every part of a path up once, however many paths go through it. */
export function createPathLookup(root: JsonObject, readArms: ReadArms): LookUpPath {
  const known = new Map<string, PathLookup>();
  const lookUp: LookUpPath = (path) => {
    const found = known.get(path) ?? follow(path);
    known.set(path, found);
    return found;
  };
  const follow = (path: string): PathLookup => {
    const split = splitPath(path);
    const whole = { path, schemas: [root], optional: false, mixed: false, oddity: null };
    if (split === null) return toPlace(readArms, whole);
    const parent = lookUp(split.parent);
    if (parent.kind !== "place") return parent;
    switch (split.step.kind) {
      case "member":
        return toMember(readArms, parent, split.step.name);
      case "item":
        return toItem(readArms, parent);
      case "entry":
        return toEntry(readArms, parent);
    }
  };
  return lookUp;
}

interface Found extends Pick<SchemaPlace, "path" | "optional" | "mixed" | "oddity"> {
  readonly schemas: readonly JsonObject[];
}

function toPlace(readArms: ReadArms, { schemas, ...found }: Found): PathLookup {
  const read = schemas.map(readArms);
  const arms = [...new Set(read.flatMap((one) => one.arms))];
  const nulls = read.filter(({ nullable }) => nullable).length;
  const nullable = found.mixed ? nulls === read.length : nulls > 0;
  return { kind: "place", ...found, arms, nullable };
}

function toMember(readArms: ReadArms, parent: SchemaPlace, name: string): PathLookup {
  const path = memberPath(parent.path, name);
  const holders = parent.arms
    .filter((arm) => !typesOf(arm).includes("any"))
    .map((arm) => ({ arm, schema: findMember(arm, name) }));
  const schemas = holders.map(({ schema }) => schema).filter((schema) => schema !== undefined);
  if (schemas.length === 0) {
    if (parent.arms.length === 0 || parent.arms.some(isOpenObject)) return open;
    const names = parent.arms.flatMap((arm) => [
      ...Object.keys(propertiesOf(arm)),
      ...(keysOf(arm) ?? []),
    ]);
    return { kind: "unknown", path, missing: name, known: [...new Set(names)] };
  }
  const certain = holders.filter(({ arm, schema }) => schema !== undefined && requires(arm, name));
  // Which item of a tuple is meant is not known: one that has the member will do.
  const optional = parent.mixed ? certain.length === 0 : certain.length < holders.length;
  return toPlace(readArms, { path, schemas, optional, mixed: parent.mixed, oddity: null });
}

function toItem(readArms: ReadArms, parent: SchemaPlace): PathLookup {
  const path = `${parent.path}[]`;
  const found = { path, optional: false, mixed: parent.mixed, oddity: null };
  const lists = parent.arms.filter((arm) => typesOf(arm).includes("list"));
  if (lists.length > 0) {
    const first = lists.flatMap(firstItemsOf);
    const schemas = [...first, ...lists.map((arm) => arm["items"])].filter(isJsonObject);
    if (schemas.length === 0) return open;
    return toPlace(readArms, { ...found, schemas, mixed: parent.mixed || first.length > 0 });
  }
  const types = parent.arms.flatMap(typesOf);
  if (types.length === 0 || types.includes("any")) return open;
  const text = [{ type: "string" }];
  if (types.includes("object"))
    return toPlace(readArms, { ...found, schemas: text, oddity: "keys" });
  return types.includes("text")
    ? toPlace(readArms, { ...found, schemas: text, oddity: "characters" })
    : open;
}

function toEntry(readArms: ReadArms, parent: SchemaPlace): PathLookup {
  const path = `${parent.path}{}`;
  const found = { path, optional: false, mixed: parent.mixed, oddity: null };
  const objects = parent.arms.filter((arm) => typesOf(arm).includes("object"));
  if (objects.length === 0) {
    const isList = parent.arms.some((arm) => typesOf(arm).includes("list"));
    const item = isList ? toItem(readArms, parent) : open;
    return item.kind === "place" ? { ...item, path } : open;
  }
  const entries = objects.flatMap(entrySchemasOf);
  const schemas = [...entries, ...objects.flatMap((arm) => membersOf(arm))];
  if (schemas.length === 0 || parent.arms.some(isOpenObject)) return open;
  if (entries.length > 0) return toPlace(readArms, { ...found, schemas });
  return toPlace(readArms, { ...found, schemas, mixed: true, oddity: "fixed-members" });
}

function findMember(arm: JsonObject, name: string): JsonObject | undefined {
  const properties = propertiesOf(arm);
  const member = Object.hasOwn(properties, name) ? properties[name] : undefined;
  if (member !== undefined) return isJsonObject(member) ? member : {};
  return keysOf(arm)?.includes(name) === false ? undefined : entrySchemasOf(arm)[0];
}

/** The only keys that a record may have, where its schema lists them. */
function keysOf(arm: JsonObject): readonly string[] | undefined {
  const names = arm["propertyNames"];
  const keys = isJsonObject(names) ? names["enum"] : undefined;
  return isJsonList(keys) ? keys.filter((key) => typeof key === "string") : undefined;
}

/** The schemas of values under keys that the schema does not name. */
function entrySchemasOf(arm: JsonObject): readonly JsonObject[] {
  const byPattern = arm["patternProperties"];
  return [
    arm["additionalProperties"],
    ...(isJsonObject(byPattern) ? Object.values(byPattern) : []),
  ].filter(isJsonObject);
}

function membersOf(arm: JsonObject): readonly JsonObject[] {
  return Object.values(propertiesOf(arm)).filter(isJsonObject);
}

function firstItemsOf(arm: JsonObject): readonly JsonObject[] {
  const items = arm["prefixItems"];
  return isJsonList(items) ? items.filter(isJsonObject) : [];
}

function propertiesOf(arm: JsonObject): JsonObject {
  const properties: JsonValue | undefined = arm["properties"];
  return isJsonObject(properties) ? properties : {};
}

function requires(arm: JsonObject, name: string): boolean {
  const required = arm["required"];
  return isJsonList(required) && required.includes(name);
}

/** True where the schema allows members that it does not describe. */
function isOpenObject(arm: JsonObject): boolean {
  if (typesOf(arm).includes("any") || arm["additionalProperties"] === true) return true;
  // An object that lists its members is taken at its word: that is what finds a mistyped name.
  const isObject = typesOf(arm).includes("object");
  return isObject && !isJsonObject(arm["properties"]) && arm["additionalProperties"] === undefined;
}
