import type { Case } from "@promptrail/core";
import { readJsonSchema } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { expect, test } from "vitest";
import { z } from "zod";
import { randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { shapeOf } from "../profile/profile-dataset.js";
import { generateVariants } from "./generate-variants.js";
import { sampleSchema } from "./sample-schema.js";

const schema = z.strictObject({
  product: z.strictObject({
    name: z.string().min(1).max(200),
    sku: z.string(),
    note: z.string().optional(),
    price: z.number(),
    colours: z.array(z.string()).max(5),
  }),
  currency: z.enum(["USD", "EUR"]),
});

type Context = z.output<typeof schema>;

function toCase(id: string, context: Context, rest: Partial<Case> = {}): Case {
  return { id, context, groundTruth: 7, tags: ["lamp"], cluster: null, ...rest };
}

const lamp = toCase("lamp", {
  product: {
    name: "A desk lamp for $12.50",
    sku: "K1-22",
    note: "Of brass",
    price: 12,
    colours: ["red"],
  },
  currency: "USD",
});
const all = { schema, seed: 1, count: 100 };

test("each kind makes what its name promises, tags it, and keeps what is right only where it cannot change", async () => {
  const { variants, kinds } = await generateVariants({ ...all, cases: [lamp] });
  const byKind = new Map(variants.map((each) => [each.tags.at(-1), each]));
  expect(kinds.map(({ name, made }) => [name, made])).toEqual(
    ["very_short", "cjk", "rtl", "emoji", "currency", "empty", "huge", "hostile"].map((name) => [
      name,
      1,
    ]),
  );
  for (const [kind, variant] of byKind) {
    expect(variant).toMatchObject({
      id: `lamp--${kind}-1`,
      tags: ["lamp", kind],
      cluster: "lamp",
      origin: { caseId: "lamp" },
      groundTruth: kind === "emoji" || kind === "hostile" ? 7 : null,
    });
    // What no person wrote as a text stays.
    expect(variant.context).toMatchObject({
      product: { sku: "K1-22", price: 12 },
      currency: "USD",
    });
  }
  const shape = (kind: string) => shapeOf(byKind.get(kind)?.context);
  expect(byKind.get("very_short")?.context).toMatchObject({ product: { name: "A", note: "Of" } });
  expect(shape("cjk").some((each) => /^script:(?:han|kana|hangul)$/.test(each))).toBe(true);
  expect(shape("rtl").some((each) => /^script:(?:arabic|hebrew)$/.test(each))).toBe(true);
  expect(JSON.stringify(byKind.get("emoji"))).toMatch(/\p{Extended_Pictographic}|\p{RI}/u);
  expect(JSON.stringify(byKind.get("currency")?.context)).not.toContain("$12.50");
  expect(JSON.stringify(byKind.get("empty")?.context)).toContain('""');
  expect(JSON.stringify(byKind.get("huge")?.context).length).toBeGreaterThan(19_000);
});

const word = fc.string({ unit: "grapheme", maxLength: 30 });
const someContext: fc.Arbitrary<Context> = fc.record({
  product: fc.record({
    name: word.filter((name) => name !== ""),
    sku: fc.constantFrom("K1-22", "plain"),
    price: fc.integer(),
    colours: fc.array(word, { maxLength: 5 }),
  }),
  currency: fc.constantFrom("USD" as const, "EUR" as const),
});

test("every variant fits the schema; the same seed gives the same ones, and a case more changes none of another", async () => {
  const contexts = fc.array(someContext, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(contexts, fc.nat(9), async (list, seed) => {
      const cases = list.map((context, at) => toCase(`case-${at}`, context));
      const { variants, kinds } = await generateVariants({ ...all, cases, seed });
      for (const { context } of variants) expect(schema.safeParse(context).success).toBe(true);
      expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
      const made = kinds.reduce((sum, kind) => sum + kind.made, 0);
      const dropped = kinds.reduce((sum, kind) => sum + kind.dropped, 0);
      expect([made, made + dropped]).toEqual([variants.length, 8 * cases.length]);
      const fewer = await generateVariants({ ...all, cases: cases.slice(1), seed });
      const others = variants.filter(({ origin }) => origin?.caseId !== "case-0");
      expect(new Set(fewer.variants)).toEqual(new Set(others));
    }),
    { numRuns: randomRuns({ usual: 25, long: 1_000 }) },
  );
});

test("a count takes of each kind in turn, and no variant is made of a variant", async () => {
  const cases = [lamp, { ...lamp, id: "other" }];
  const { variants } = await generateVariants({ ...all, cases, count: 5 });
  expect(new Set(variants.map(({ tags }) => tags.at(-1))).size).toBe(5);
  expect((await generateVariants({ ...all, cases: variants })).variants).toEqual([]);
});

test("a kind that the schema takes nowhere is dropped and counted", async () => {
  const strict = z.object({ name: z.string().max(10) });
  const short = { ...lamp, context: { name: "A lamp" } };
  const { kinds } = await generateVariants({ ...all, schema: strict, cases: [short] });
  expect(kinds.filter(({ dropped }) => dropped > 0).map(({ name }) => name)).toContain("huge");
});

test("a schema without cases gives a first one", () => {
  const { json } = readJsonSchema(schema, "input");
  const sampled = sampleSchema(json ?? {});
  expect(sampled).toEqual({
    product: {
      name: "An example of the name.",
      sku: "An example of the sku.",
      note: "An example of the note.",
      price: 1,
      colours: ["An example of the colours."],
    },
    currency: "USD",
  });
  expect(schema.safeParse(sampled).success).toBe(true);
  const nested = z.object({
    due: z.iso.date(),
    of: z.union([z.object({ kind: z.literal("a"), count: z.int().min(3) }), z.string()]),
    maybe: z.string().nullable(),
    rows: z.record(z.string(), z.number()),
  });
  const made = sampleSchema(readJsonSchema(nested, "input").json ?? {});
  expect(nested.safeParse(made).success).toBe(true);
});
