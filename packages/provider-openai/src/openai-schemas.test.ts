import { definePrompt } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { openai } from "./openai.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.openai;
const provider = openai({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

function request(changes: Partial<CompletionRequest>): CompletionRequest {
  return {
    model: "gpt-4.1-mini",
    messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
    tools: [],
    output: null,
    settings: { maxTokens: 2000 },
    vendorOptions: {},
    ...changes,
  };
}

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

const jsonObject = z.record(z.string(), z.json());

const sentSchema = z.object({
  response_format: z.object({
    json_schema: z.object({ strict: z.boolean(), schema: jsonObject }),
  }),
});

async function send(output: z.ZodType) {
  const { content } = definePrompt({
    family: "f",
    version: 1,
    status: "active",
    provider: "openai",
    model: "gpt-4.1-mini",
    maxTokens: 50,
    userTemplate: "x",
    output,
  });
  const completion = await provider.complete(request({ output: content.output }), call());
  const sent = sentSchema.parse(upstream.requests.at(-1)?.body).response_format.json_schema;
  return { ...sent, text: completion.text, warnings: completion.warnings };
}

const cat = z.object({ kind: z.literal("cat"), lives: z.int() });
const dog = z.object({ kind: z.literal("dog"), name: z.string() });
const part = z.object({ size: z.number() }).meta({ id: "Part" });
const tree: z.ZodType = z.object({
  name: z.string(),
  get parts() {
    return z.array(tree);
  },
});

const strict: readonly [what: string, output: z.ZodType][] = [
  ["a plain object", z.object({ score: z.number().min(0).max(1), reasons: z.array(z.string()) })],
  ["an object with defaults", z.object({ unit: z.string().default("kg"), size: z.int() })],
  ["limits", z.object({ code: z.string().min(2).max(4), tags: z.array(z.string()).min(2).max(9) })],
  ["known formats", z.object({ at: z.iso.datetime(), by: z.email(), id: z.uuid() })],
  ["what may be null", z.object({ note: z.string().nullable(), part: part.nullable() })],
  ["a discriminated union", z.object({ pet: z.discriminatedUnion("kind", [cat, dog]) })],
  ["a list of a discriminated union", z.object({ pets: z.array(z.union([cat, dog])) })],
  ["alternatives of several types", z.object({ value: z.xor([z.string(), z.number()]) })],
  ["constants of several types", z.object({ level: z.literal(["none", 1, 2]) })],
  ["a shared part, described twice", z.object({ a: part, b: part.describe("The second.") })],
  ["a schema that refers to itself", tree],
];

test.each(strict)(
  "%s goes out as strict and is taken, without a warning",
  async (_what, output) => {
    const { strict: isStrict, warnings, text } = await send(output);
    expect(isStrict).toBe(true);
    expect(warnings).toEqual([]);
    expect(() => JSON.parse(text)).not.toThrow();
  },
);

const loose: readonly [what: string, output: z.ZodType, reason: RegExp][] = [
  ["an optional field", z.object({ note: z.string().optional() }), /the answer\.note is optional/],
  ["an open record", z.object({ sizes: z.record(z.string(), z.number()) }), /object of any shape/],
  ["a loose object", z.object({ more: z.looseObject({ a: z.string() }) }), /other properties/],
  [
    "a tuple",
    z.object({ place: z.tuple([z.number(), z.number()]) }),
    /the answer\.place is a tuple/,
  ],
  ["anything", z.object({ raw: z.unknown() }), /the answer\.raw may be anything/],
  [
    "an own pattern that looks ahead",
    z.object({ code: z.string().regex(/^(?!x)/) }),
    /uses pattern/,
  ],
  [
    "alternatives that overlap",
    z.object({ x: z.xor([z.object({ a: z.string() }), z.object({ b: z.string() })]) }),
    /the alternatives of the answer\.x overlap/,
  ],
];

test.each(loose)(
  "%s goes out not strict and is taken, with a warning",
  async (_what, output, reason) => {
    const { strict: isStrict, warnings } = await send(output);
    expect(isStrict).toBe(false);
    expect(warnings).toEqual([{ setting: "output", reason: expect.stringMatching(reason) }]);
  },
);

const roots: readonly [what: string, output: z.ZodType][] = [
  ["a list", z.array(cat)],
  ["a union", z.union([cat, dog])],
  ["a text", z.string()],
];

test.each(roots)(
  "%s as the whole answer is not strict, and OpenAI refuses it",
  async (_what, root) => {
    const output = { name: "answer", schema: jsonObject.parse(z.toJSONSchema(root)) };
    await expect(provider.complete(request({ output }), call())).rejects.toMatchObject({
      kind: "bad_request",
    });
    const sent = sentSchema.parse(upstream.requests[0]?.body);
    expect(sent.response_format.json_schema.strict).toBe(false);
  },
);

test("a format that OpenAI does not know goes into the description, with a warning", async () => {
  const { strict: isStrict, schema, warnings } = await send(z.object({ link: z.url() }));
  expect(isStrict).toBe(true);
  expect(schema).toMatchObject({ properties: { link: { description: '{format: "uri"}' } } });
  expect(warnings).toEqual([
    {
      setting: "output",
      reason:
        "OpenAI does not enforce the format of the answer.link; the schema's descriptions state it instead.",
    },
  ]);
});

test("what OpenAI refuses in any mode is left out of a tool's input, with a warning", async () => {
  const input = z.object({ sizes: z.record(z.string(), z.number()), link: z.url() });
  const inputSchema = jsonObject.parse(z.toJSONSchema(input));
  const tools = [{ name: "save", description: "Saves.", inputSchema }];
  const { warnings } = await provider.complete(request({ tools }), call());
  expect(warnings).toMatchObject([{ setting: "tools" }]);
  expect(JSON.stringify(upstream.requests[0]?.body)).not.toMatch(/propertyNames|"uri"/);
});
