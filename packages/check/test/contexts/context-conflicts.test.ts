import { definePrompt, type InputSchema, type Status } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findContextConflicts } from "../../src/contexts/find-context-conflicts.js";

function version(number: number, input: InputSchema | undefined, status: Status = "draft") {
  return definePrompt({
    family: "greeting",
    version: number,
    status,
    provider: "claude",
    model: "m",
    maxTokens: 10,
    changelog: "Why.",
    userTemplate: "x",
    input,
  });
}

function conflictOf(older: InputSchema, newer: InputSchema) {
  const [found = null] = findContextConflicts([version(1, older), version(2, newer)]);
  return found;
}

const strict = z.strictObject({ name: z.string() });
type Tree = { name: string; children?: Tree[] | undefined };
const tree: z.ZodType<Tree> = z.object({
  name: z.string(),
  get children() {
    return z.array(tree).optional();
  },
});

type Conflict = [string, InputSchema, InputSchema, string, RegExp];

const bounds = [
  [z.number().positive(), z.number().negative(), /above 0.*below 0/],
  [z.number().gt(5), z.number().lte(5), /above 5.*maximum 5/],
  [z.int().min(1), z.number().lt(1), /minimum 1.*below 1/],
  [z.int().gt(0), z.number().lt(1), /above 0.*below 1/],
  [z.number().multipleOf(10).gt(20), z.number().lt(30), /a multiple of 10.*below 30/],
  [z.literal(5), z.number().max(3), /5 .*maximum 3/],
  [z.literal(3), z.number().multipleOf(2), /3 .*a multiple of 2/],
  [z.literal(1.5), z.int(), /1\.5 .*number/],
  [z.enum(["abc"]), z.string().max(2), /"abc" .*maxLength 2/],
  [z.literal("x"), z.string().regex(/^y/), /"x" .*pattern \^y/],
] as const;

const boundedCases = bounds.map(
  ([older, newer, message], index): Conflict => [
    `of bounds that leave no value, ${index + 1}`,
    z.object({ a: older }),
    z.object({ a: newer }),
    "a",
    message,
  ],
);

describe("no context fits two versions", () => {
  test.each<Conflict>([
    [
      "of other types",
      z.object({ a: z.string() }),
      z.object({ a: z.number() }),
      "a",
      /text.*number/,
    ],
    [
      "of which one requires what the other takes otherwise",
      z.object({ a: z.string().optional() }),
      z.object({ a: z.number() }),
      "a",
      /'a' is text in greeting_v1 and number in greeting_v2/,
    ],
    [
      "beneath the top",
      z.object({ product: z.object({ price: z.string() }) }),
      z.object({ product: z.object({ price: z.number() }) }),
      "product.price",
      /product\.price/,
    ],
    [
      "of which a closed part refuses what the other requires",
      z.object({ product: strict }),
      z.object({ product: z.object({ name: z.string(), brand: z.string() }) }),
      "product.brand",
      /refused in greeting_v1 and required in greeting_v2/,
    ],
    [
      "of other words",
      z.object({ tone: z.enum(["warm", "cool"]) }),
      z.object({ tone: z.literal("plain") }),
      "tone",
      /"warm" or "cool" .*"plain"/,
    ],
    [
      "of ranges without a common number",
      z.object({ stars: z.number().max(5) }),
      z.object({ stars: z.number().min(10) }),
      "stars",
      /maximum 5.*minimum 10/,
    ],
    ...boundedCases,
    [
      "of lists that hold something",
      z.object({ tags: z.array(z.string()).min(1) }),
      z.object({ tags: z.array(z.number()) }),
      "tags[]",
      /tags\[\]/,
    ],
    [
      "of tuples that hold other things",
      z.object({ a: z.tuple([z.string(), z.string()]) }),
      z.object({ a: z.tuple([z.string(), z.number()]) }),
      "a[]",
      /text .*number/,
    ],
    [
      "of which one is a tuple and one a list",
      z.object({ a: z.tuple([z.string()]) }),
      z.object({ a: z.array(z.number()) }),
      "a[]",
      /text .*number/,
    ],
    [
      "of tuples of other lengths",
      z.object({ a: z.tuple([z.string(), z.string()]) }),
      z.object({ a: z.tuple([z.string()]) }),
      "a",
      /minItems 2.*maxItems 1/,
    ],
    [
      "of unions without a common arm",
      z.object({ id: z.union([z.string(), z.boolean()]) }),
      z.object({ id: z.number().nullable() }),
      "id",
      /text or boolean.*number or null/,
    ],
  ])("%s", (_title, older, newer, path, message) => {
    expect(conflictOf(older, newer)).toMatchObject({
      prompts: ["greeting_v1", "greeting_v2"],
      path,
      message: expect.stringMatching(message),
    });
  });
});

describe("a context fits two versions", () => {
  test.each<[string, InputSchema, InputSchema]>([
    ["of which a closed one is handed only its own", strict, z.object({ tone: z.string() })],
    ["that share a schema", tree, tree],
    [
      "whose schemas hold themselves",
      tree,
      z.object({ name: z.string(), children: z.array(tree) }),
    ],
    [
      "that may both lack it",
      z.object({ a: z.string().optional() }),
      z.object({ a: z.number().optional() }),
    ],
    [
      "that both take null",
      z.object({ a: z.string().nullable() }),
      z.object({ a: z.number().nullable() }),
    ],
    ["that share a number", z.object({ a: z.int().max(5) }), z.object({ a: z.number().min(5) })],
    [
      "that share an arm",
      z.object({ a: z.union([z.string(), z.number()]) }),
      z.object({ a: z.number() }),
    ],
    [
      "whose lists may be empty",
      z.object({ a: z.array(z.string()) }),
      z.object({ a: z.array(z.number()) }),
    ],
    ["of which one coerces", z.object({ a: z.coerce.number() }), z.object({ a: z.string() })],
    ["of which one catches", z.object({ a: z.number().catch(1) }), z.object({ a: z.string() })],
    [
      "of which one prepares what it is given",
      z.object({ a: z.object({ b: z.preprocess(Number, z.number()) }) }),
      z.object({ a: z.object({ b: z.string() }) }),
    ],
    ["whose integers meet", z.object({ a: z.int().gt(0) }), z.object({ a: z.number().lt(1.5) })],
    [
      "whose pattern knows small letters only for itself",
      z.object({ a: z.array(z.enum(["N", "Y"])).min(1) }),
      z.object({ a: z.array(z.string().regex(/^y/i)).min(1) }),
    ],
    [
      "of which one trims to less than the other's least",
      z.object({ a: z.string().trim().max(1) }),
      z.object({ a: z.string().min(3) }),
    ],
    [
      "of which one trims",
      z.object({ a: z.tuple([z.number(), z.enum(["b", " a "])]) }),
      z.object({ a: z.tuple([z.number(), z.string().trim().min(1).max(1).regex(/^a/)]) }),
    ],
    [
      "whose tuples may end before they differ",
      z.object({ a: z.tuple([z.string(), z.string().optional()]) }),
      z.object({ a: z.tuple([z.string(), z.number().optional()]) }),
    ],
    [
      "of which one coerces the words of the other",
      z.object({ a: z.coerce.number().min(5) }),
      z.object({ a: z.enum(["1", "7"]) }),
    ],
    ["of which one cannot be described", z.object({ a: z.date() }), z.object({ a: z.string() })],
    [
      "of which one can be described in part only",
      z.object({ a: z.coerce.number(), b: z.date() }),
      z.object({ a: z.string() }),
    ],
    ["of which one is a record", z.record(z.string(), z.string()), z.object({ a: z.string() })],
  ])("%s", (_title, older, newer) => {
    expect(conflictOf(older, newer)).toBeNull();
    expect(conflictOf(newer, older)).toBeNull();
  });

  test("of which one is archived", () => {
    const text = z.object({ a: z.string() });
    const number = z.object({ a: z.number() });
    const versions = [version(1, text, "archived"), version(2, number), version(3, undefined)];
    expect(findContextConflicts(versions)).toEqual([]);
  });
});

test("a version is told of the newest of several that it does not go together with", () => {
  const versions = [1, 2].map((number) => version(number, z.object({ a: z.string() })));
  const found = findContextConflicts([version(3, z.object({ a: z.number() })), ...versions]);
  expect(found.map(({ prompts }) => prompts)).toEqual([["greeting_v2", "greeting_v3"]]);
});
