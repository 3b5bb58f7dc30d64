import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject, JsonValue } from "../../json/json-value.js";
import { narrowSchema } from "./narrow-schema.js";
import type { SchemaDialect } from "./narrowing.js";

const dialect: SchemaDialect = {
  objectRoot: true,
  limits: new Set(["minimum", "maximum", "minItems"]),
  formats: new Set(),
  mostMinItems: 9,
  described: new Set(),
  optionalFields: false,
  recursion: true,
  firstFieldTells: false,
  most: {},
};

/** Schemas of the kinds that libraries print, each kind that is rewritten among them. */
const { schema: anySchema } = fc.letrec<{ schema: JsonObject; field: JsonObject }>((tie) => ({
  field: fc.oneof(
    { depthSize: "small" },
    fc.constant<JsonObject>({ type: "string" }),
    fc.integer({ min: -5, max: 5 }).map((minimum) => ({ type: "integer", minimum, maximum: 9 })),
    fc.constant<JsonObject>({ type: ["string", "null"] }),
    fc.constant<JsonObject>({ enum: ["a", 1, null] }),
    fc.record({ type: fc.constant("array"), items: tie("field"), minItems: fc.nat(2) }),
    fc
      .uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 })
      .chain((kinds) =>
        fc.tuple(...kinds.map((kind) => tie("schema").map((arm) => withKind(arm, kind)))),
      )
      .map((arms): JsonObject => ({ oneOf: arms })),
    fc.record({ oneOf: fc.array(tie("field"), { minLength: 1, maxLength: 3 }) }),
    fc.record({ anyOf: fc.array(tie("field"), { minLength: 1, maxLength: 3 }) }),
    tie("schema"),
  ),
  schema: fc
    .dictionary(fc.constantFrom("x", "y", "z"), fc.tuple(tie("field"), fc.nat(3)), { maxKeys: 3 })
    .chain((fields) =>
      fc.constantFrom<JsonObject[]>({}, { additionalProperties: false }, {}).map((more) => ({
        ...toObject(fields),
        ...more,
      })),
    ),
}));

/** A field of mode 1 has a default; the others are required. */
function toObject(fields: Record<string, [JsonObject, number]>): JsonObject {
  return {
    type: "object",
    properties: Object.fromEntries(
      Object.entries(fields).map(([name, [field, mode]]) => [
        name,
        mode === 1 ? { ...field, default: "d" } : field,
      ]),
    ),
    required: Object.keys(fields).filter((name) => fields[name]?.[1] !== 1),
  };
}

function withKind(schema: JsonObject, kind: string): JsonObject {
  const { properties, required } = schema;
  return {
    ...schema,
    properties: { kind: { const: kind }, ...(properties as JsonObject) },
    required: ["kind", ...(required as string[])],
  };
}

function arbitraryOf(schema: JsonObject): fc.Arbitrary<JsonValue> {
  const { anyOf, type, properties, items, minItems } = schema as {
    readonly anyOf?: JsonObject[];
    readonly type?: string | string[];
    readonly properties?: Record<string, JsonObject>;
    readonly items?: JsonObject;
    readonly minItems?: number;
  };
  if (anyOf !== undefined) return fc.oneof(...anyOf.map(arbitraryOf));
  if (schema["enum"] !== undefined) return fc.constantFrom(...(schema["enum"] as JsonValue[]));
  if (schema["const"] !== undefined) return fc.constant(schema["const"]);
  if (Array.isArray(type))
    return fc.oneof(...type.map((one) => arbitraryOf({ ...schema, type: one })));
  switch (type) {
    case "object":
      return fc.record(
        Object.fromEntries(
          Object.entries(properties ?? {}).map(([name, field]) => [name, arbitraryOf(field)]),
        ),
      );
    case "array":
      return fc.array(arbitraryOf(items ?? {}), { minLength: minItems ?? 0, maxLength: 3 });
    case "integer":
      return fc.integer({ min: Number(schema["minimum"]), max: Number(schema["maximum"]) });
    case "null":
      return fc.constant(null);
    default:
      return fc.string();
  }
}

test("every answer that fits the narrowed schema fits the given one", () => {
  let checked = 0;
  fc.assert(
    fc.property(anySchema, fc.gen(), (schema, generate) => {
      const narrowed = narrowSchema(schema, dialect);
      fc.pre(narrowed.isEnforced);
      if (!narrowed.isEnforced) return;
      checked += 1;
      const value = generate(() => arbitraryOf(narrowed.schema));
      const result = z.fromJSONSchema(schema).safeParse(value);
      expect(result.error?.message).toBeUndefined();
    }),
    // A value made on the way cannot be shrunk in a reasonable time.
    { endOnFailure: true, numRuns: 300 },
  );
  expect(checked).toBeGreaterThan(50);
});
