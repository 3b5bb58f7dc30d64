import type { JsonObject, JsonValue } from "@promptrail/core";
import { type SchemaView, typesOf } from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import { sampleNumber } from "./sample-number.js";
import { sampleText } from "./sample-text.js";

/**
 * `full`: everything present. `sparse`: what may be absent is, null where allowed, lists and records are empty. The other
 * two are one half of that: `bare` without what may be absent, `empty` with empty lists and records.
 */
export const sampleKinds = ["full", "sparse", "bare", "empty"] as const;

export type SampleKind = (typeof sampleKinds)[number];

const bareKinds: ReadonlySet<SampleKind> = new Set(["sparse", "bare"]);
const emptyKinds: ReadonlySet<SampleKind> = new Set(["sparse", "empty"]);

/** Deeper parts of a schema are left out where they may be. */
const deepest = 12;
/** A schema that branches more than this has no sample. */
const mostValues = 10_000;

/**
 * A value that a JSON Schema probably allows; undefined where none can be told: the schema leaves a part
 * open that must be there, or nests without end.
 */
export function buildSample(
  { root, readArms }: SchemaView,
  kind: SampleKind,
): JsonValue | undefined {
  try {
    return new SampleBuilder(readArms, kind).build(root, 0);
  } catch (error) {
    if (error instanceof NoSample) return undefined;
    throw error;
  }
}

class NoSample extends Error {}

class SampleBuilder {
  private left = mostValues;

  private readonly readArms: SchemaView["readArms"];
  private readonly kind: SampleKind;

  constructor(readArms: SchemaView["readArms"], kind: SampleKind) {
    this.readArms = readArms;
    this.kind = kind;
  }

  build(schema: JsonObject, depth: number): JsonValue {
    this.left -= 1;
    if (this.left < 0 || depth > 2 * deepest) throw new NoSample();
    const { arms, nullable } = this.readArms(schema);
    const isBare = this.isBare(depth);
    if (nullable && (isBare || arms.length === 0)) return null;
    // The samples take different arms of a union, so that both are rendered.
    const order = isBare ? arms.toReversed() : arms;
    for (const [index, arm] of order.entries()) {
      try {
        return this.buildArm(arm, depth);
      } catch (error) {
        if (!(error instanceof NoSample) || index === order.length - 1) throw error;
      }
    }
    throw new NoSample();
  }

  private isBare(depth: number): boolean {
    return bareKinds.has(this.kind) || depth > deepest;
  }

  private isEmpty(depth: number): boolean {
    return emptyKinds.has(this.kind) || depth > deepest;
  }

  private buildArm(arm: JsonObject, depth: number): JsonValue {
    if (arm["const"] !== undefined) return arm["const"];
    const values = arm["enum"];
    if (isJsonList(values)) return values.at(this.isBare(depth) ? -1 : 0) ?? null;
    switch (typesOf(arm)[0]) {
      case "text":
        return sampleText(arm);
      case "number":
        return this.number(arm);
      case "boolean":
        return !this.isBare(depth);
      case "list":
        return this.list(arm, depth);
      case "object":
        return this.object(arm, depth);
      default:
        throw new NoSample();
    }
  }

  private number(arm: JsonObject): number {
    const value = sampleNumber(arm);
    if (Number.isNaN(value)) throw new NoSample();
    return value;
  }

  private list(arm: JsonObject, depth: number): JsonValue {
    const first = isJsonList(arm["prefixItems"]) ? arm["prefixItems"].filter(isJsonObject) : [];
    const { minItems, maxItems, items, uniqueItems } = arm;
    const least = typeof minItems === "number" ? minItems : 0;
    const most = typeof maxItems === "number" ? maxItems : Number.POSITIVE_INFINITY;
    const wanted = uniqueItems === true ? 1 : 2;
    const length = this.isEmpty(depth)
      ? least
      : Math.max(least, Math.min(most, Math.max(wanted, first.length)));
    return Array.from({ length }, (_, index) => {
      const schema = first[index] ?? items;
      if (!isJsonObject(schema)) throw new NoSample();
      return this.build(schema, depth + 1);
    });
  }

  private object(arm: JsonObject, depth: number): JsonObject {
    const required = isJsonList(arm["required"]) ? arm["required"] : [];
    const properties = isJsonObject(arm["properties"]) ? arm["properties"] : {};
    const members: [string, JsonValue][] = [];
    for (const [name, schema] of Object.entries(properties)) {
      const needed = required.includes(name);
      if (!isJsonObject(schema) || (!needed && this.isBare(depth))) continue;
      const value = this.member(schema, depth, needed);
      if (value !== undefined) members.push([name, value]);
    }
    const entry = arm["additionalProperties"];
    const isRecord = Object.keys(properties).length === 0 && isJsonObject(entry);
    if (isRecord) members.push(...this.record(arm, entry, required, depth));
    return Object.fromEntries(members);
  }

  /** An optional member that has no sample is left out. */
  private member(schema: JsonObject, depth: number, needed: boolean): JsonValue | undefined {
    try {
      return this.build(schema, depth + 1);
    } catch (error) {
      if (needed || !(error instanceof NoSample)) throw error;
      return undefined;
    }
  }

  private record(
    arm: JsonObject,
    entry: JsonObject,
    required: readonly JsonValue[],
    depth: number,
  ): readonly [string, JsonValue][] {
    const names = isJsonObject(arm["propertyNames"]) ? arm["propertyNames"] : {};
    const some = isJsonList(names["enum"]) ? names["enum"] : [sampleText(names)];
    const keys = this.isEmpty(depth) || required.length > 0 ? required : some;
    return keys
      .filter((key) => typeof key === "string")
      .map((key) => [key, this.build(entry, depth + 1)]);
  }
}
