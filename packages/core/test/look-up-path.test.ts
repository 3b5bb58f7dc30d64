import { describe, expect, test } from "vitest";
import { z } from "zod";
import type { InputSchema } from "../src/index.js";
import { describeInput, viewInput } from "../src/lifecycle.js";

interface Node {
  readonly name: string;
  readonly children: readonly Node[];
}
const node: z.ZodType<Node> = z.object({
  name: z.string(),
  get children() {
    return z.array(node);
  },
});

const card = z.object({ kind: z.literal("card"), last4: z.string(), fee: z.number() });
const transfer = z.object({ kind: z.literal("transfer"), iban: z.string(), fee: z.number() });

const schema = z.object({
  product: z.object({
    name: z.string(),
    price: z.union([z.number(), z.string()]),
    note: z.string().optional(),
    unit: z.string().default("piece"),
    size: z.enum(["S", "M"]),
    attributes: z.record(z.string(), z.string()),
    stock: z.record(z.enum(["north", "south"]), z.number()),
    maker: z.object({ city: z.string() }).nullable(),
    supplier: z.object({ city: z.string() }).optional(),
  }),
  lines: z.array(z.object({ sku: z.string(), text: z.string().optional() })),
  payment: z.discriminatedUnion("kind", [card, transfer]),
  both: z.intersection(z.object({ left: z.string() }), z.object({ right: z.number().optional() })),
  either: z.intersection(
    z.object({ left: z.string() }),
    z.union([z.object({ a: z.string() }), z.object({ b: z.string(), left: z.string() })]),
  ),
  pair: z.tuple([z.string(), z.object({ weight: z.number() })]),
  tree: node,
  lazy: z.lazy(() => z.object({ inner: z.string() })),
  loose: z.looseObject({ declared: z.string() }),
  literal: z.literal(["a", 1]),
  anything: z.any(),
});

function lookUp(path: string, input: InputSchema = schema) {
  return viewInput(describeInput(input)).made?.lookUp(path);
}

describe("a path that is there", () => {
  test.each([
    "product.name",
    "product.unit",
    "product.size",
    "product.price",
    "product.attributes{}",
    "product.stock.north",
    "product.maker.city",
    "product.supplier.city",
    "lines[].sku",
    "payment.kind",
    "payment.fee",
    "both.left",
    "either.left",
    "pair[]",
    "pair[].weight",
    "tree.children[].children[].children[].name",
    "lazy.inner",
    "loose.declared",
    "literal",
  ])("%s is certain", (path) => {
    expect(lookUp(path)).toMatchObject({ kind: "place", path, optional: false, oddity: null });
  });

  test.each([
    "product.note",
    "product.supplier",
    "product.attributes.colour",
    "lines[].text",
    "payment.iban",
    "both.right",
    "either.a",
    "loose.other",
  ])("%s may be absent", (path) => {
    expect(lookUp(path)).toMatchObject({ kind: "place", path, optional: true });
  });

  test.each([
    ["product.maker", true],
    ["product.name", false],
  ])("%s may be null: %s", (path, nullable) => {
    expect(lookUp(path)).toMatchObject({ kind: "place", nullable });
  });
});

test.each(["anything.at.all", "anything[].x", "product.stock.north[]"])(
  "the schema does not say what %s is",
  (path) => {
    expect(lookUp(path)).toEqual({ kind: "open" });
  },
);

test("names the outermost part that is not there, with what is", () => {
  expect(lookUp("product.nmae.first")).toEqual({
    kind: "unknown",
    path: "product.nmae",
    missing: "nmae",
    known: Object.keys(schema.shape.product.shape),
  });
});

test.each(["product.name.length", "product.stock.east", "lines[].sku.x", "pair[].height"])(
  "%s is not there",
  (path) => {
    expect(lookUp(path)).toMatchObject({ kind: "unknown", path });
  },
);

test.each([
  ["product.name[]", "characters"],
  ["product.attributes[]", "keys"],
  ["product{}", "fixed-members"],
  ["product.attributes{}", null],
  ["lines{}", null],
])("%s is odd: %s", (path, oddity) => {
  expect(lookUp(path)).toMatchObject({ kind: "place", oddity });
});

test("reads unions that refer to each other in time linear in the path", () => {
  const left: z.ZodType = z.lazy(() => z.object({ next: z.union([left, right]) }));
  const right: z.ZodType = z.lazy(() =>
    z.object({ next: z.union([right, left]), end: z.string() }),
  );
  const path = `start${".next".repeat(2000)}`;
  const input = z.object({ start: left });
  expect(lookUp(path, input)).toMatchObject({ kind: "place", optional: false });
  expect(lookUp(`${path}.end`, input)).toMatchObject({ kind: "place", optional: true });
});

test("reads the JSON Schema of any library", () => {
  const json = {
    type: "object",
    properties: {
      listed: { properties: { a: { type: "string" } }, required: ["a"] },
      open: { type: "object", additionalProperties: true },
      free: { type: "object" },
      named: { type: "object", patternProperties: { "^x_": { type: "number" } } },
      either: { type: ["string", "array", "null"], items: { type: "number" } },
      every: { allOf: [{ $ref: "#/$defs/left" }, { properties: { b: true }, required: ["b"] }] },
      circle: { $ref: "#/$defs/circle" },
    },
    required: ["listed", "open", "free", "named", "either", "every", "circle"],
    $defs: {
      left: { type: "object", properties: { a: { type: "string" } } },
      circle: { anyOf: [{ $ref: "#/$defs/circle" }, { type: "string" }] },
    },
  };
  const input: InputSchema = {
    "~standard": {
      version: 1,
      vendor: "plain",
      validate: (value) => ({ value }),
      jsonSchema: { input: () => json, output: () => json },
    },
  };
  const kinds = ["listed.b", "open.x", "free.x", "every.c"].map(
    (path) => lookUp(path, input)?.kind,
  );
  expect(kinds).toEqual(["unknown", "open", "open", "unknown"]);
  expect(lookUp("listed.a", input)).toMatchObject({ optional: false });
  expect(lookUp("named.x_1", input)).toMatchObject({ optional: true, arms: [{ type: "number" }] });
  expect(lookUp("either", input)).toMatchObject({ nullable: true, arms: [{}, {}] });
  expect(lookUp("either[]", input)).toMatchObject({ arms: [{ type: "number" }], oddity: null });
  expect(lookUp("every.a", input)).toMatchObject({ optional: true });
  expect(lookUp("every.b", input)).toMatchObject({ optional: false });
  expect(lookUp("circle", input)).toMatchObject({ arms: [{ type: "string" }] });
});
