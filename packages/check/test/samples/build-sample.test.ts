import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { readInputSchema } from "../../src/templates/read-input-schema.js";
import { anySchema } from "./any-schema.js";

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
  readonly parent?: Tree | undefined;
}
const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get children() {
    return z.array(tree);
  },
  get parent() {
    return tree.optional();
  },
});

/** The samples as the schema read them: full, sparse, bare, empty. */
function samplesOf(field: z.ZodType): readonly unknown[] {
  const { samples } = readInputSchema(z.object({ field }));
  return samples.map(({ context }) => Object(context)["field"]);
}

describe("all samples fit", () => {
  test.each<[string, z.ZodType]>([
    ["text", z.string()],
    ["short text", z.string().max(2)],
    ["long text", z.string().min(300)],
    ["text of a length", z.string().length(7)],
    ["an address", z.email()],
    ["a link", z.url()],
    ["a UUID", z.uuid()],
    ["a UUID of version 7", z.uuidv7()],
    ["a day", z.iso.date()],
    ["a time stamp", z.iso.datetime()],
    ["a time", z.iso.time()],
    ["a duration", z.iso.duration()],
    ["an IP address", z.ipv4()],
    ["base64", z.base64()],
    ["a telephone number", z.e164()],
    ["a pattern", z.string().regex(/^[A-Z]{2,3}-\d{4}(?:\/[a-f0-9]+)?$/)],
    ["a pattern with a choice", z.string().regex(/^(?:in|ex)ternal\.[^\s.]+\s?$/)],
    [
      "a pattern with a length",
      z
        .string()
        .regex(/^[a-z]+$/)
        .min(12)
        .max(20),
    ],
    ["a prefix", z.string().startsWith("sku_")],
    ["a template literal", z.templateLiteral(["v", z.number(), ".", z.enum(["a", "b"])])],
    ["a number", z.number()],
    ["a whole number", z.int().min(5).max(6)],
    ["a fraction", z.number().gt(0).lt(1)],
    ["a negative number", z.number().max(-0.25)],
    ["a multiple", z.int().multipleOf(7).min(20)],
    ["true or false", z.boolean()],
    ["a literal", z.literal(["a", 1])],
    ["a choice", z.enum(["standard", "express"])],
    ["null or text", z.string().nullable()],
    ["null", z.null()],
    ["a default", z.string().default("x")],
    ["a list", z.array(z.string()).min(3)],
    ["a short list", z.array(z.string()).max(1)],
    ["a tuple", z.tuple([z.string(), z.number()])],
    ["a tuple with a rest", z.tuple([z.string()]).rest(z.boolean())],
    ["a record", z.record(z.string(), z.number())],
    ["a record of given keys", z.record(z.enum(["a", "b"]), z.number())],
    ["a union", z.union([z.object({ a: z.string() }), z.string()])],
    [
      "a discriminated union",
      z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("a"), x: z.string() }),
        z.object({ kind: z.literal("b"), y: z.number().optional() }),
      ]),
    ],
    ["an intersection", z.intersection(z.object({ a: z.string() }), z.object({ b: z.int() }))],
    [
      "an intersection with a union",
      z.intersection(
        z.object({ a: z.string() }),
        z.union([z.object({ b: z.int() }), z.object({ c: z.string() })]),
      ),
    ],
    ["a recursive object", tree],
    ["a transformation", z.string().transform((text) => text.length)],
  ])("%s", (_what, schema) => {
    expect(samplesOf(schema)).toHaveLength(4);
  });
});

test.each<[string, z.ZodType, unknown, unknown]>([
  ["an optional field", z.object({ a: z.string().optional() }), { a: "text" }, {}],
  ["null", z.number().nullable(), 1, null],
  ["a list", z.array(z.boolean()), [true, true], []],
  ["a record", z.record(z.string(), z.int()), { text: 1 }, {}],
  ["a union", z.union([z.number(), z.string()]), 1, "text"],
  ["a choice", z.enum(["a", "b"]), "a", "b"],
  ["a default", z.string().default("x"), "text", "x"],
])(
  "of %s one sample has everything, the other as little as may be",
  (_what, schema, full, sparse) => {
    expect(samplesOf(schema).slice(0, 2)).toEqual([full, sparse]);
  },
);

test.each<[string, z.ZodType]>([
  ["leaves a part open", z.any()],
  ["refuses what is made up", z.string().refine((text) => text === "secret")],
  ["fails on what is made up", z.string().transform((text) => JSON.parse(text))],
  ["waits", z.string().refine(async () => true)],
])("a schema that %s has no sample", (_what, schema) => {
  expect(samplesOf(schema)).toEqual([]);
});

test("samples of any schema fit it", () => {
  fc.assert(
    fc.property(anySchema, (schema) => {
      const input = z.object({ field: schema });
      const { samples } = readInputSchema(input);
      expect(samples).toHaveLength(4);
      for (const { context } of samples) expect(input.safeParse(context).success).toBe(true);
    }),
  );
});

/** Every object in a value, with the path that a template reads it by. */
function objectsIn(value: unknown, path: string): readonly (readonly [string, object])[] {
  if (Array.isArray(value)) return value.flatMap((item) => objectsIn(item, `${path}[]`));
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, member]) =>
    objectsIn(member, path === "" ? name : `${path}.${name}`),
  );
  return [[path, value], ...inner];
}

test("knows every member of what a schema allows, and which of them are certain", () => {
  fc.assert(
    fc.property(anySchema, (field) => {
      const { lookUp, samples } = readInputSchema(z.object({ field }));
      for (const [path, object] of samples.flatMap(({ context }) => objectsIn(context, ""))) {
        for (const name of ["field", "a", "b", "c", ...Object.keys(object)]) {
          const found = lookUp?.(path === "" ? name : `${path}.${name}`);
          if (Object.hasOwn(object, name)) expect(found?.kind).toBe("place");
          else expect(found).not.toMatchObject({ kind: "place", optional: false });
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("of lists and what may be absent, two samples have the one and not the other", () => {
  const field = z.object({ list: z.array(z.string()), note: z.string().optional() });
  expect(samplesOf(field).slice(2)).toEqual([
    { list: ["text", "text"] },
    { list: [], note: "text" },
  ]);
});
