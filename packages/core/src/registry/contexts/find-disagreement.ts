import { isJsonList } from "../../json/is-json-list.js";
import { isJsonObject } from "../../json/is-json-object.js";
import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { memberPath } from "../../template/path-steps.js";
import type { ReadArms } from "../../template/schema-arms.js";
import { typesOf } from "../../template/value-types.js";
import { describeBounds, findBounds } from "./find-bounds.js";

/** Where no value fits two schemas, and what each of them takes there. */
export interface Disagreement {
  readonly path: string;
  readonly inOlder: string;
  readonly inNewer: string;
}

interface Schema {
  readonly root: JsonObject;
  readonly readArms: ReadArms;
}

/** Finds where no value fits two JSON Schemas; null where one may. Only what is certain is found. */
export function findDisagreement(older: Schema, newer: Schema): Disagreement | null {
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
    return isSure ? found : { path, inOlder: describe(one), inNewer: describe(other) };
  }

  private compareArms(path: string, one: JsonObject, other: JsonObject): Disagreement | null {
    const types = typesOf(one).filter((type) => typesOf(other).includes(type));
    if (typesOf(one).includes("any") || typesOf(other).includes("any")) return null;
    const values = valuesOf(one)?.filter((value) => valuesOf(other)?.includes(value) ?? true);
    const bounds = types.length === 0 ? "none" : findBounds(one, other);
    if (values?.length === 0 || bounds === "none") {
      return { path, inOlder: describeArm(one), inNewer: describeArm(other) };
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
    return isClosed ? { path, inOlder, inNewer } : null;
  }

  private compareItems(
    path: string,
    one: JsonObject,
    other: JsonObject,
    bounds: ReturnType<typeof findBounds>,
  ): Disagreement | null {
    const [left, right] = [one["items"], other["items"]];
    // An empty list fits every list that may be empty.
    if (bounds !== "some" || !isJsonObject(left) || !isJsonObject(right)) return null;
    return this.compare(`${path}[]`, left, right);
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

/** The only values that a schema allows; undefined where it does not list them. */
function valuesOf(arm: JsonObject): readonly JsonValue[] | undefined {
  if ("const" in arm) return [arm["const"] ?? null];
  return isJsonList(arm["enum"]) ? arm["enum"] : undefined;
}

function describe({ arms, nullable }: ReturnType<ReadArms>): string {
  const parts = [...new Set([...arms.map(describeArm), ...(nullable ? ["null"] : [])])];
  return parts.join(" or ") || "nothing";
}

/** Values that are told; more of them only lengthen the message. */
const mostValues = 3;

function describeArm(arm: JsonObject): string {
  const values = valuesOf(arm);
  if (values === undefined) return `${typesOf(arm).join(" or ")}${describeBounds(arm)}`;
  const more = values.length > mostValues ? ["…"] : [];
  return [...values.slice(0, mostValues).map((value) => JSON.stringify(value)), ...more].join(
    " or ",
  );
}
