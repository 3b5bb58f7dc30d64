import { expect, test } from "vitest";
import { z } from "zod";
import { toOutputFormat } from "./to-output-format.js";

function ask(output: z.ZodType) {
  const schema = z.record(z.string(), z.json()).parse(z.toJSONSchema(output, { io: "input" }));
  return toOutputFormat("claude-sonnet-5", { name: "answer", schema });
}

test("a plain object is enforced without a warning, its objects closed", () => {
  const { format, instruction, warnings } = ask(
    z.object({ name: z.string(), note: z.string().optional(), at: z.url() }),
  );
  expect(format?.schema).toMatchObject({
    properties: { at: { format: "uri" } },
    required: ["name", "at"],
    additionalProperties: false,
  });
  expect({ instruction, warnings }).toEqual({ instruction: null, warnings: [] });
});

test("a list or a union may be the whole answer", () => {
  expect(ask(z.array(z.object({ a: z.string() }))).format).not.toBeNull();
  expect(ask(z.union([z.string(), z.number()])).format).not.toBeNull();
});

test("limits that Claude does not know go into the descriptions, with a warning that names them", () => {
  const { format, warnings } = ask(z.object({ score: z.number().min(0).max(1) }));
  expect(format?.schema).toMatchObject({
    properties: { score: { type: "number", description: "{minimum: 0, maximum: 1}" } },
  });
  expect(warnings).toEqual([
    {
      setting: "output",
      reason:
        "Claude does not enforce the minimum of the answer.score, maximum of the answer.score; the schema's descriptions state it instead.",
    },
  ]);
});

const tree: z.ZodType = z.object({
  get parts() {
    return z.array(tree);
  },
});

const beyond: readonly [what: string, output: z.ZodType, reason: string][] = [
  ["an open record", z.object({ x: z.record(z.string(), z.number()) }), "an object of any shape"],
  ["a tuple", z.object({ x: z.tuple([z.string()]) }), "is a tuple"],
  ["a loose object", z.looseObject({ x: z.string() }), "may have other properties"],
  ["a schema that refers to itself", tree, "refers to itself"],
  [
    "alternatives that overlap",
    z.object({ x: z.xor([z.object({ a: z.string() }), z.object({ b: z.string() })]) }),
    "overlap",
  ],
  [
    "more optional fields than Claude takes",
    z.object(
      Object.fromEntries(Array.from({ length: 25 }, (_, i) => [`f${i}`, z.int().optional()])),
    ),
    "25 optional fields",
  ],
];

test.each(beyond)("%s is asked for in words, with the reason", (_what, output, reason) => {
  const { format, instruction, warnings } = ask(output);
  expect(format).toBeNull();
  expect(instruction).toContain("JSON Schema");
  expect(warnings).toEqual([{ setting: "output", reason: expect.stringContaining(reason) }]);
});
