import type { JsonObject, JsonValue } from "@promptrail/core";
import { memberPath, type SchemaView, typesOf } from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { describeBounds, findBounds } from "./fit/find-bounds.js";
import { findProbes } from "./fit/find-probes.js";
import { findSharedValues, listedValues } from "./fit/listed-values.js";

/** Where no value fits two schemas, and what each of them takes there. */
export interface Disagreement {
  readonly path: string;
  readonly inOlder: string;
  readonly inNewer: string;
  /** Values that may fit nevertheless: a schema does not say all of itself. */
  readonly probes: readonly JsonValue[];
}

type ReadArms = SchemaView["readArms"];

/** Finds where no value fits two JSON Schemas; null where one may. Only what is certain is found. */
export function findDisagreement(older: SchemaView, newer: SchemaView): Disagreement | null {
  return new Comparison(older.readArms, newer.readArms).compare("", older.root, newer.root);
}

class Comparison {
  private readonly readOlder: ReadArms;
  private readonly readNewer: ReadArms;
  /** A schema may hold itself: what is being compared already is not compared again within. */
  private readonly open = new Map<JsonObject, Set<JsonObject>>();

  constructor(readOlder: ReadArms, readNewer: ReadArms) {
    this.readOlder = readOlder;
    this.readNewer = readNewer;
  }

  compare(path: string, older: JsonObject, newer: JsonObject): Disagreement | null {
    const one = this.readOlder(older);
    const other = this.readNewer(newer);
    if (one.nullable && other.nullable) return null;
    let found: Disagreement | null = null;
    for (const left of one.arms) {
      for (const right of other.arms) {
        const here = this.compareArms(path, left, right);
        if (here === null) return null;
        found ??= here;
      }
    }
    const isSure = one.arms.length * other.arms.length === 1 && found !== null;
    if (isSure) return found;
    const probes = findProbes([...one.arms, ...other.arms]);
    return { path, inOlder: describe(one), inNewer: describe(other), probes };
  }

  private compareArms(path: string, one: JsonObject, other: JsonObject): Disagreement | null {
    const types = typesOf(one).filter((type) => typesOf(other).includes(type));
    if (typesOf(one).includes("any") || typesOf(other).includes("any")) return null;
    const values = findSharedValues(one, other);
    const bounds = types.length === 0 ? "none" : findBounds(one, other);
    if (values?.length === 0 || bounds === "none") {
      const probes = findProbes([one, other]);
      return { path, inOlder: describeArm(one), inNewer: describeArm(other), probes };
    }
    if (this.open.get(one)?.has(other)) return null;
    this.open.set(one, new Set([...(this.open.get(one) ?? []), other]));
    const inside = types.includes("object")
      ? this.compareMembers(path, one, other)
      : this.compareItems(path, one, other, bounds);
    this.open.get(one)?.delete(other);
    return inside;
  }

  private compareMembers(path: string, one: JsonObject, other: JsonObject): Disagreement | null {
    const names = new Set([...requiredOf(one), ...requiredOf(other)]);
    for (const name of names) {
      const found = this.compareMember(memberPath(path, name), one, other, name);
      if (found !== null) return found;
    }
    return null;
  }

  private compareMember(
    path: string,
    one: JsonObject,
    other: JsonObject,
    name: string,
  ): Disagreement | null {
    const left = memberOf(one, name);
    const right = memberOf(other, name);
    if (left !== undefined && right !== undefined) return this.compare(path, left, right);
    // A version is handed only what it declares of a context: beneath that, a closed object is closed.
    const [lacking, inOlder, inNewer] =
      left === undefined ? [one, refused, required] : [other, required, refused];
    const isClosed = path !== name && lacking["additionalProperties"] === false;
    return isClosed ? { path, inOlder, inNewer, probes: findProbes([]) } : null;
  }

  private compareItems(
    path: string,
    one: JsonObject,
    other: JsonObject,
    bounds: ReturnType<typeof findBounds>,
  ): Disagreement | null {
    // An empty list fits every list that may be empty.
    if (bounds !== "some") return null;
    const firsts = Math.max(...[one, other].map((arm) => firstItemsOf(arm).length));
    const least = Math.max(...[one, other].map((arm) => Number(arm["minItems"] ?? 0)));
    // Behind those that have a place of their own, all items are of one kind.
    for (let index = 0; index < Math.min(least, firsts + 1); index += 1) {
      const [left, right] = [one, other].map((arm) => firstItemsOf(arm)[index] ?? arm["items"]);
      const isBoth = isJsonObject(left) && isJsonObject(right);
      const found = isBoth ? this.compare(`${path}[]`, left, right) : null;
      if (found !== null) return found;
    }
    return null;
  }
}

const refused = "refused";
const required = "required";

function requiredOf({ required: names }: JsonObject): readonly string[] {
  return isJsonList(names) ? names.filter((name) => typeof name === "string") : [];
}

function memberOf(arm: JsonObject, name: string): JsonObject | undefined {
  const { properties, additionalProperties } = arm;
  const member =
    isJsonObject(properties) && Object.hasOwn(properties, name)
      ? properties[name]
      : additionalProperties;
  return isJsonObject(member) ? member : undefined;
}

function firstItemsOf({ prefixItems }: JsonObject): readonly JsonValue[] {
  return isJsonList(prefixItems) ? prefixItems : [];
}

function describe({ arms, nullable }: ReturnType<ReadArms>): string {
  const parts = [...new Set([...arms.map(describeArm), ...(nullable ? ["null"] : [])])];
  return parts.join(" or ") || "nothing";
}

/** Values that are told; more of them only lengthen the message. */
const mostValues = 3;

function describeArm(arm: JsonObject): string {
  const values = listedValues(arm);
  if (values === undefined) return `${typesOf(arm).join(" or ")}${describeBounds(arm)}`;
  const more = values.length > mostValues ? ["…"] : [];
  return [...values.slice(0, mostValues).map((value) => JSON.stringify(value)), ...more].join(
    " or ",
  );
}
