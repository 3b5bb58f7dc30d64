import { expect, test } from "vitest";
import { z } from "zod";
import { lookUpPath, toJsonSchema } from "../src/index.js";

const schema = toJsonSchema(
  z.object({
    product: z.object({
      name: z.string(),
      price: z.union([z.number(), z.string()]),
      note: z.string().optional(),
      attributes: z.record(z.string(), z.string()),
      maker: z.object({ city: z.string() }).nullable(),
    }),
    lines: z.array(z.object({ sku: z.string() })),
    anything: z.any(),
  }),
  "input",
);

test.each([
  ["product.name", "present"],
  ["product.attributes{}", "present"],
  ["lines[].sku", "present"],
  ["product.maker.city", "present"],
  ["anything.at.all", "open"],
])("finds %s", (path, kind) => {
  expect(lookUpPath(schema ?? {}, path).kind).toBe(kind);
});

test("names the outermost part that is not there, with what is", () => {
  expect(lookUpPath(schema ?? {}, "product.nmae.first")).toEqual({
    kind: "unknown",
    path: "product.nmae",
    missing: "nmae",
    known: ["name", "price", "note", "attributes", "maker"],
  });
});

test("names the optional part", () => {
  expect(lookUpPath(schema ?? {}, "product.note")).toEqual({
    kind: "optional",
    path: "product.note",
  });
});

test("finds no members in text and numbers", () => {
  expect(lookUpPath(schema ?? {}, "product.name.length").kind).toBe("unknown");
});
