import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { JsonObject } from "../../json/json-value.js";
import { narrowSchema } from "./narrow-schema.js";
import type { SchemaDialect } from "./narrowing.js";

const strict: SchemaDialect = {
  objectRoot: true,
  limits: new Set(["minLength", "pattern", "format", "minimum", "maximum", "minItems", "maxItems"]),
  formats: new Set(["hostname"]),
  mostMinItems: 9,
  described: new Set(["format"]),
  optionalFields: false,
  recursion: true,
  firstFieldTells: true,
  most: { fields: 12, depth: 4, characters: 400, enumValues: 6 },
};

const lenient: SchemaDialect = {
  ...strict,
  objectRoot: false,
  optionalFields: true,
  recursion: false,
  firstFieldTells: false,
  most: { optionalFields: 2, unions: 2 },
};

const inputOf = (schema: z.ZodType): JsonObject =>
  z.toJSONSchema(schema, { io: "input" }) as JsonObject;

const text = { type: "string" } as const;
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: "object",
  properties,
  required: Object.keys(properties),
  ...more,
});
const closed = (properties: JsonObject) => object(properties, { additionalProperties: false });

function enforced(schema: JsonObject, dialect = strict) {
  const narrowed = narrowSchema(schema, dialect);
  if (!narrowed.isEnforced) throw new Error(`not enforced: ${narrowed.obstacle}`);
  return narrowed;
}

function obstacleOf(schema: JsonObject, dialect = strict) {
  const narrowed = narrowSchema(schema, dialect);
  return narrowed.isEnforced ? null : narrowed.obstacle;
}

describe("what is enforced", () => {
  test("an object is closed, at every depth, whatever its fields are called", () => {
    const given = object({ type: text, items: object({ required: text }) });
    expect(enforced(given).schema).toEqual(
      closed({ type: text, items: closed({ required: text }) }),
    );
  });

  test("a field with a default becomes required, and the default is not sent", () => {
    const given = inputOf(z.object({ name: z.string(), unit: z.string().default("kg") }));
    expect(enforced(given).schema).toEqual(closed({ name: text, unit: text }));
  });

  test("a default behind a reference counts, too", () => {
    const unit = z.string().default("kg").meta({ id: "Unit" });
    const { required } = enforced(inputOf(z.object({ one: unit, other: unit }))).schema;
    expect(required).toEqual(["one", "other"]);
  });

  test("alternatives that a constant tells apart become anyOf", () => {
    const circle = z.object({ kind: z.literal("circle"), radius: z.number() });
    const square = z.object({ kind: z.enum(["square", "box"]), side: z.number() });
    const shape = z.discriminatedUnion("kind", [circle, square]);
    const { schema } = enforced(inputOf(z.object({ shape })));
    expect(schema).toMatchObject({
      properties: { shape: { anyOf: [{ additionalProperties: false }, { type: "object" }] } },
    });
    expect(JSON.stringify(schema)).not.toContain("oneOf");
  });

  test("alternatives of different types become anyOf", () => {
    const given = object({ value: { oneOf: [text, { type: "integer" }, { type: "null" }] } });
    expect(enforced(given).schema).toMatchObject({
      properties: { value: { anyOf: [text, { type: "integer" }, { type: "null" }] } },
    });
  });

  test("objects that begin alike begin with the constant that tells them apart", () => {
    const arm = (kind: string) => object({ name: text, kind: { const: kind } });
    const { schema } = enforced(object({ event: { anyOf: [arm("a"), arm("b")] } }));
    const [first] =
      JSON.stringify(schema).match(/"anyOf":.*?\{"type":"object","properties":\{"\w+/) ?? [];
    expect(first).toMatch(/"kind$/);
  });

  test("a root that is a reference says itself that it is an object", () => {
    const tree: z.ZodType = z
      .object({
        name: z.string(),
        get parts() {
          return z.array(tree);
        },
      })
      .meta({ id: "Tree" });
    expect(enforced(inputOf(tree)).schema).toMatchObject({
      type: "object",
      $defs: { Tree: { additionalProperties: false } },
    });
  });

  test("words beside a reference stay, around it", () => {
    const part = z.object({ x: z.string() }).meta({ id: "Part" });
    const { schema } = enforced(inputOf(z.object({ a: part, b: part.describe("the second") })));
    expect(schema).toMatchObject({
      properties: {
        a: { $ref: "#/$defs/Part" },
        b: { description: "the second", anyOf: [{ $ref: "#/$defs/Part" }] },
      },
    });
  });

  test("constants and enums without a type get the type of their values", () => {
    const given = object({ one: { const: 1 }, many: { enum: ["a", 2, null] } });
    expect(enforced(given).schema).toMatchObject({
      properties: { one: { type: "number" }, many: { type: ["string", "number", "null"] } },
    });
  });

  test("remarks are not sent, and neither is propertyNames", () => {
    const remarks = { default: {}, examples: [{}], $comment: "c", deprecated: true };
    const given = closed({ a: { ...closed({ b: text }), ...remarks, propertyNames: text } });
    expect(enforced(given).schema).toEqual(closed({ a: closed({ b: text }) }));
  });

  test("a limit that the vendor does not know goes into the description", () => {
    const given = object({ link: { ...text, description: "Where it is.", format: "uri" } });
    const { schema, described } = enforced(given);
    expect(schema).toMatchObject({
      properties: { link: { description: 'Where it is.\n\n{format: "uri"}' } },
    });
    expect(described).toEqual(["format of the answer.link"]);
  });

  test("a pattern that no grammar knows is left to the format beside it", () => {
    const pattern = "^(?=.{1,253}$)[a-z.]+$";
    expect(enforced(object({ host: { ...text, format: "hostname", pattern } })).described).toEqual([
      "pattern of the answer.host",
    ]);
    expect(obstacleOf(object({ host: { ...text, pattern } }))).toBe("the answer.host uses pattern");
  });
});

describe("what is not enforced", () => {
  const inside: readonly [what: string, field: z.ZodType, obstacle: string][] = [
    ["an optional field", z.object({ a: z.string().optional() }), "the answer.x.a is optional"],
    ["a record", z.record(z.string(), z.number()), "the answer.x is an object of any shape"],
    ["a loose object", z.looseObject({ a: z.string() }), "the answer.x may have other properties"],
    [
      "an object with a catch-all",
      z.object({ a: z.string() }).catchall(z.number()),
      "the answer.x may have other properties",
    ],
    ["a tuple", z.tuple([z.string(), z.number()]), "the answer.x is a tuple"],
    ["anything", z.unknown(), "the answer.x may be anything"],
    ["a list of anything", z.array(z.any()), "the answer.x[] may be anything"],
    ["nothing", z.never(), "the answer.x uses not"],
    [
      "alternatives that overlap",
      z.xor([z.object({ a: z.string() }), z.object({ b: z.string() })]),
      "the alternatives of the answer.x overlap",
    ],
    [
      "objects that begin alike",
      z.union([z.object({ a: z.string(), b: z.string() }), z.object({ a: z.string() })]),
      "two alternatives of the answer.x begin with the field a",
    ],
  ];

  test.each(inside)("%s, in a field or in a list", (_what, field, obstacle) => {
    expect(obstacleOf(inputOf(z.object({ x: field })))).toBe(obstacle);
    expect(obstacleOf(inputOf(z.object({ x: z.array(field) })))).toBe(
      obstacle.replace("answer.x", "answer.x[]"),
    );
  });

  const roots: readonly [what: string, root: z.ZodType][] = [
    ["a list", z.array(z.object({ a: z.string() }))],
    ["a union", z.union([z.object({ a: z.string() }), z.object({ b: z.string() })])],
    [
      "a discriminated union",
      z.discriminatedUnion("k", [z.object({ k: z.literal("a") }), z.object({ k: z.literal("b") })]),
    ],
    ["a text", z.string()],
  ];

  test.each(roots)("%s as the whole answer, where it has to be an object", (_what, root) => {
    expect(obstacleOf(inputOf(root))).toBe("the answer is not an object");
    expect(obstacleOf(inputOf(root), lenient)).toBeNull();
  });

  const raw: readonly [what: string, part: JsonObject, obstacle: string][] = [
    ["an intersection", { allOf: [object({ a: text }), object({ b: text })] }, "uses allOf"],
    ["a condition", { ...text, if: { minLength: 3 } }, "uses if"],
    [
      "fields by pattern",
      { ...closed({}), patternProperties: { "^x": text } },
      "uses patternProperties",
    ],
    ["an unknown keyword", { ...text, inventedLater: 1 }, "uses inventedLater"],
    [
      "a schema elsewhere",
      { $ref: "https://example.com/x.json" },
      "refers to what is not in the schema",
    ],
    ["a list as a constant", { const: [1] }, "has lists or objects as its only values"],
    [
      "a required field without a schema",
      object({}, { required: ["a"] }),
      'requires "a", which it does not describe',
    ],
  ];

  test.each(raw)("%s", (_what, part, obstacle) => {
    expect(obstacleOf(object({ x: part }))).toBe(`the answer.x ${obstacle}`);
  });

  test("an intersection of one schema is that schema", () => {
    expect(enforced(object({ x: { allOf: [object({ a: text })] } })).schema).toEqual(
      closed({ x: closed({ a: text }) }),
    );
  });

  test("a schema that refers to itself, where that is not known", () => {
    const tree = z.object({
      name: z.string(),
      get parts() {
        return z.array(tree);
      },
    });
    expect(obstacleOf(inputOf(tree), lenient)).toBe("it refers to itself");
    expect(obstacleOf(inputOf(z.object({ tree })), lenient)).toBe("it refers to itself");
    expect(obstacleOf(inputOf(tree))).toBeNull();
  });

  test("a schema that is larger than the vendor takes", () => {
    const many = Object.fromEntries(Array.from({ length: 13 }, (_, index) => [`f${index}`, text]));
    expect(obstacleOf(object(many))).toBe("it has 13 fields, more than 12");
    const deep = object({ a: object({ a: object({ a: object({ a: object({}) }) }) }) });
    expect(obstacleOf(deep)).toBe("it has 5 objects inside each other, more than 4");
    expect(obstacleOf(object({ a: { enum: [1, 2, 3, 4, 5, 6, 7] } }))).toBe(
      "it has 7 values of enums, more than 6",
    );
    expect(obstacleOf(object({ ["n".repeat(401)]: text }))).toMatch(
      /characters of names and values/,
    );
    const optional = inputOf(z.object({ a: z.string(), b: z.string(), c: z.string() }).partial());
    expect(obstacleOf(optional, lenient)).toBe("it has 3 optional fields, more than 2");
  });
});
