import { describe, expect, test } from "vitest";
import { z } from "zod";
import { definePrompt } from "../../src/index.js";
import { describeInput, readJsonSchema, toJsonSchema } from "../../src/lifecycle.js";

const base = {
  family: "reminder",
  version: 1,
  status: "active",
  provider: "claude",
  model: "m",
  maxTokens: 50,
  userTemplate: "Remind.",
} as const;

const foreign = [
  ["a date", z.date()],
  ["a date from text", z.coerce.date()],
  ["a map", z.map(z.string(), z.string())],
  ["a set", z.set(z.string())],
  ["a bigint", z.bigint()],
  ["a type of one's own", z.custom<string>((value) => typeof value === "string")],
  ["a bare transformation", z.transform((value) => value)],
] as const;

describe("the output schema that is sent", () => {
  test("is its input side: what the model may write", () => {
    const output = z.object({
      due: z.iso.date().transform((due) => new Date(due)),
      tags: z.array(z.string()).default([]),
      score: z.coerce.number(),
    });
    const { content } = definePrompt({ ...base, output });
    expect(content.output?.schema).toMatchObject({
      properties: { due: { type: "string", format: "date" }, score: { type: "number" } },
      required: ["due", "score"],
    });
  });

  test.each(foreign)("cannot have %s in it: the definition is refused with the path", (_, part) => {
    const define = () =>
      definePrompt({ ...base, output: z.object({ items: z.array(z.object({ due: part })) }) });
    expect(define).toThrow(
      /^Prompt reminder_v1 is not well defined: `output\.items\[\]\.due` cannot/,
    );
    expect(define).toThrow(
      /zod gives no JSON Schema of it \(.+\); say there what the model writes/,
    );
    expect(define).toThrow(
      expect.objectContaining({
        code: "invalid_definition",
        data: { prompt: "reminder_v1", path: "output.items[].due" },
      }),
    );
  });

  test.each([
    ["output", z.date()],
    ["output{}", z.record(z.string(), z.date())],
    ["output.pair[1]", z.object({ pair: z.tuple([z.string(), z.date()]) })],
    ["output.due", z.object({ due: z.union([z.string(), z.date()]).optional() })],
    ["output.due", z.discriminatedUnion("kind", [z.object({ kind: z.literal(1), due: z.date() })])],
    ["output.items.properties", z.object({ items: z.object({ properties: z.date() }) })],
  ])("is refused at %s", (path, output) => {
    expect(() => definePrompt({ ...base, output })).toThrow(`\`${path}\` cannot be sent`);
  });

  test("is refused where its library gives no JSON Schema, or fails without a path", () => {
    const plain = (jsonSchema?: object) => ({
      "~standard": {
        version: 1,
        vendor: "plain",
        validate: (value: unknown) => ({ value }),
        jsonSchema,
      },
    });
    const define = (output: object) => () =>
      // What a project without TypeScript may write.
      Reflect.apply(definePrompt, undefined, [{ ...base, output }]);
    expect(define(plain())).toThrow(/`output` cannot be sent to a model: plain gives no JSON/);
    expect(define(plain())).toThrow(/use zod 4.2 or newer/);
    const failing = {
      input: () => {
        throw new Error("Not today");
      },
    };
    expect(define(plain(failing))).toThrow(/`output` cannot be sent.*\(Not today\)/);
  });
});

describe("an input schema that JSON Schema cannot say", () => {
  test.each(foreign)("of %s defines a prompt and says nothing of its variables", (_, part) => {
    const input = z.object({ due: part });
    const prompt = definePrompt({ ...base, input });
    expect(prompt.content).toEqual(definePrompt(base).content);
    expect(toJsonSchema(input, "input")).toBeNull();
    expect(describeInput(input).made).toBeNull();
    expect(readJsonSchema(input, "output")).toEqual({
      json: null,
      reason: expect.stringMatching(/^zod gives no JSON Schema of it \(.+\)$/),
      path: ".due",
    });
  });
});
