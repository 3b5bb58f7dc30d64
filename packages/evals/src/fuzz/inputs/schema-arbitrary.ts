import type { JsonObject, JsonValue } from "@promptrail/core";
import { type SchemaView, typesOf } from "@promptrail/core/lifecycle";
import { isJsonList, isJsonObject } from "@promptrail/core/portable";
import type * as FastCheck from "fast-check";
import type { SeenValues } from "./seen-values.js";
import { textArbitrary } from "./text-arbitrary.js";

type Values = FastCheck.Arbitrary<JsonValue>;

/** Deeper parts of a schema are null, empty, or left out. */
const deepest = 8;
const longestList = 5;

interface Place {
  /** As users name fields: `items[].note`. */
  readonly field: string;
  readonly name: string;
  readonly depth: number;
}

/**
 * Values that a JSON Schema probably allows: who draws them asks the schema itself. Null where a part that must be there is left
 * open by the schema.
 */
export function schemaArbitrary(
  fc: typeof FastCheck,
  { root, readArms }: SchemaView,
  seen: SeenValues,
): Values | null {
  const builder = new ArbitraryBuilder(fc, readArms, seen);
  return builder.build(root, { field: "", name: "", depth: 0 });
}

class ArbitraryBuilder {
  readonly #fc: typeof FastCheck;
  readonly #readArms: SchemaView["readArms"];
  readonly #seen: SeenValues;

  constructor(fc: typeof FastCheck, readArms: SchemaView["readArms"], seen: SeenValues) {
    this.#fc = fc;
    this.#readArms = readArms;
    this.#seen = seen;
  }

  build(schema: JsonObject, place: Place): Values | null {
    if (place.depth > deepest) return null;
    const { arms, nullable } = this.#readArms(schema);
    const built = arms.map((arm) => this.#buildArm(arm, place)).filter((each) => each !== null);
    const [first, ...others] = built;
    if (first === undefined) return nullable ? this.#fc.constant(null) : null;
    const any = others.length === 0 ? first : this.#fc.oneof(first, ...others);
    return nullable ? this.#fc.option(any, { nil: null, freq: 4 }) : any;
  }

  #buildArm(arm: JsonObject, place: Place): Values | null {
    const fc = this.#fc;
    if (arm["const"] !== undefined) return fc.constant(arm["const"]);
    const values = arm["enum"];
    if (isJsonList(values)) return values.length === 0 ? null : fc.constantFrom(...values);
    switch (typesOf(arm)[0]) {
      case "text":
        return textArbitrary(fc, arm, { name: place.name, seen: this.#seen.texts(place.field) });
      case "number":
        return numberArbitrary(fc, arm, this.#seen.numbers(place.field));
      case "boolean":
        return fc.boolean();
      case "list":
        return this.#list(arm, place);
      case "object":
        return this.#object(arm, place);
      default:
        return null;
    }
  }

  #list(arm: JsonObject, { field, name, depth }: Place): Values | null {
    const fc = this.#fc;
    const inner = { field: `${field}[]`, name, depth: depth + 1 };
    const first = isJsonList(arm["prefixItems"]) ? arm["prefixItems"].filter(isJsonObject) : [];
    if (first.length > 0) {
      const places = first.map((schema) => this.build(schema, inner));
      const whole = places.filter((each) => each !== null);
      return whole.length < places.length ? null : fc.tuple(...whole);
    }
    const { items, minItems, maxItems, uniqueItems } = arm;
    const minLength = typeof minItems === "number" ? minItems : 0;
    const maxLength = Math.max(
      minLength,
      Math.min(typeof maxItems === "number" ? maxItems : longestList, minLength + longestList),
    );
    const each = isJsonObject(items) ? this.build(items, inner) : null;
    if (each === null) return minLength === 0 ? fc.constant([]) : null;
    const bounds = { minLength, maxLength, size: "max" } as const;
    return uniqueItems === true
      ? fc.uniqueArray(each, { ...bounds, selector: (item) => JSON.stringify(item) })
      : fc.array(each, bounds);
  }

  #object(arm: JsonObject, place: Place): Values | null {
    const fc = this.#fc;
    const properties = isJsonObject(arm["properties"]) ? arm["properties"] : {};
    const entry = arm["additionalProperties"];
    if (Object.keys(properties).length === 0 && isJsonObject(entry)) {
      return this.#record(arm, entry, place);
    }
    const required = isJsonList(arm["required"]) ? arm["required"] : [];
    const members: Record<string, Values> = {};
    for (const [key, schema] of Object.entries(properties)) {
      const field = place.field === "" ? key : `${place.field}.${key}`;
      const inner = { field, name: key, depth: place.depth + 1 };
      const member = isJsonObject(schema) ? this.build(schema, inner) : null;
      if (member !== null) members[key] = member;
      else if (required.includes(key)) return null;
    }
    const requiredKeys = Object.keys(members).filter((key) => required.includes(key));
    return fc.record(members, { requiredKeys, noNullPrototype: true });
  }

  #record(arm: JsonObject, entry: JsonObject, { field, name, depth }: Place): Values | null {
    const fc = this.#fc;
    const value = this.build(entry, { field: `${field}[]`, name, depth: depth + 1 });
    if (value === null) return fc.constant({});
    const names = isJsonObject(arm["propertyNames"]) ? arm["propertyNames"] : {};
    const known = isJsonList(names["enum"])
      ? names["enum"].filter((each) => typeof each === "string")
      : [];
    if (known.length > 0) {
      return fc.record(Object.fromEntries(known.map((key) => [key, value])), {
        noNullPrototype: true,
      });
    }
    const keys = textArbitrary(fc, names, { name: "key", seen: this.#seen.keys(field) });
    return fc.dictionary(keys, value, { maxKeys: longestList, noNullPrototype: true });
  }
}

/** Numbers within the schema's bounds, round ones for money and counts among them. */
function numberArbitrary(
  fc: typeof FastCheck,
  arm: JsonObject,
  seen: readonly number[],
): FastCheck.Arbitrary<number> {
  const numberOf = (key: string) => (typeof arm[key] === "number" ? arm[key] : undefined);
  const above = numberOf("exclusiveMinimum");
  const below = numberOf("exclusiveMaximum");
  const isWhole = arm["type"] === "integer";
  const step = numberOf("multipleOf") ?? (isWhole ? 1 : 0.01);
  const least = numberOf("minimum") ?? above ?? -1_000;
  const most = numberOf("maximum") ?? below ?? Math.max(10_000, least + 10_000);
  // zod writes the bounds of a whole number as those of what JavaScript counts to.
  const from = Math.max(Math.ceil(least / step), -1_000_000);
  const to = Math.max(from, Math.min(Math.floor(most / step), 1_000_000));
  const places = decimalsOf(step);
  const drawn = fc
    .integer({ min: from, max: to })
    .map((count) => Number((count * step).toFixed(places)))
    .map((value) => (value === above ? value + step : value === below ? value - step : value));
  return seen.length === 0 ? drawn : fc.oneof(drawn, fc.constantFrom(...seen));
}

function decimalsOf(step: number): number {
  return Math.min(10, `${step}`.split(".")[1]?.length ?? 0);
}
