import type { Case, JsonObject } from "@promptrail/core";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { drawInputs } from "./draw-inputs.js";
import type { DrawnInput } from "./fuzz-input.js";

const product = z.object({
  sku: z.string().regex(/^[A-Z]{3}-\d{4}$/),
  title: z.string().min(3).max(60),
  price: z.object({
    amount: z.number().positive().multipleOf(0.01),
    currency: z.enum(["USD", "EUR"]),
  }),
  stock: z.int().min(0).max(20),
  seller: z.email().nullable(),
  id: z.uuid(),
  added: z.iso.datetime().optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  tags: z.array(z.string()).min(1).max(3),
  kind: z.discriminatedUnion("type", [
    z.object({ type: z.literal("book"), pages: z.int().positive() }),
    z.object({ type: z.literal("lamp"), watts: z.number().min(1).max(100) }),
  ]),
  pair: z.tuple([z.string(), z.boolean()]),
});

async function draw(
  schema: z.ZodType | null,
  {
    seed = 1,
    count = 60,
    cases = [],
    mayMake = true,
  }: {
    readonly seed?: number;
    readonly count?: number;
    readonly cases?: readonly Case<JsonObject>[];
    readonly mayMake?: boolean;
  } = {},
): Promise<readonly DrawnInput[]> {
  const allows = async (context: object) => schema === null || schema.safeParse(context).success;
  const drawn: DrawnInput[] = [];
  for await (const input of drawInputs({ seed, schema, cases, allows, mayMake })) {
    drawn.push(input);
    if (drawn.length === count) break;
  }
  return drawn;
}

const toCase = (id: string, context: JsonObject): Case<JsonObject> => {
  return { id, context, groundTruth: id, tags: ["seen"], cluster: null };
};

test("inputs are different, fit their schema, and are the same for the same seed", async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), async (seed) => {
      const drawn = await draw(product, { seed, count: 12 });
      expect(drawn).toHaveLength(12);
      for (const { context } of drawn) expect(product.safeParse(context).success).toBe(true);
      expect(new Set(drawn.map(({ context }) => JSON.stringify(context))).size).toBe(12);
      expect(await draw(product, { seed, count: 12 })).toEqual(drawn);
    }),
    { numRuns: 15 },
  );
});

test("every branch of the schema is drawn", async () => {
  const contexts = (await draw(product)).map(({ context }) => product.parse(context));
  const seen = (values: readonly unknown[]) => new Set(values).size;
  expect(seen(contexts.map(({ kind }) => kind.type))).toBe(2);
  expect(seen(contexts.map(({ price }) => price.currency))).toBe(2);
  expect(seen(contexts.map(({ seller }) => seller === null))).toBe(2);
  expect(seen(contexts.map(({ added }) => added === undefined))).toBe(2);
  expect(seen(contexts.map(({ tags }) => tags.length))).toBe(3);
});

test("cases of the dataset come once each with their ground truth, between inputs that have none", async () => {
  const note = z.object({ note: z.string(), stars: z.int().min(1).max(5) });
  const cases = ["one", "two", "three"].map((id) => toCase(id, { note: `It is ${id}.`, stars: 3 }));
  const drawn = await draw(note, { cases });
  const own = drawn.filter(({ origin }) => origin === "case");
  expect(new Set(own.map(({ truth }) => truth?.value))).toEqual(new Set(["one", "two", "three"]));
  expect(own).toHaveLength(3);
  expect(drawn.filter(({ truth }) => truth === null)).toHaveLength(57);
  expect(new Set(drawn.map(({ origin }) => origin)).size).toBe(3);
  // What people wrote there is drawn again in other company.
  const made = drawn.filter(({ origin }) => origin === "schema");
  expect(made.some(({ context }) => note.parse(context).note.startsWith("It is "))).toBe(true);
});

test("there is an end where no other input is left", async () => {
  const tiny = z.object({ on: z.boolean(), size: z.enum(["s", "l"]) });
  expect(await draw(tiny)).toHaveLength(4);
  const cases = [toCase("one", { a: 1 }), toCase("two", { a: 2 })];
  expect(await draw(null, { cases })).toHaveLength(2);
  expect(
    await draw(tiny, { cases: [toCase("one", { on: true, size: "s" })], mayMake: false }),
  ).toHaveLength(1);
});

test("a schema that leaves a needed part open makes no inputs", async () => {
  expect(await draw(z.object({ anything: z.unknown(), when: z.custom() }))).toEqual([]);
});
