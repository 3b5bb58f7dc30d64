import { afterAll, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import type { SimulatedUpstream } from "./simulated-upstream.js";
import { startSimulatedUpstreams } from "./start-simulated-upstreams.js";

const upstreams = await startSimulatedUpstreams();
const { anthropic, openai, deepseek } = upstreams;

afterAll(() => upstreams.close());
beforeEach(() => {
  for (const upstream of [anthropic, openai, deepseek]) upstream.reset();
});

const messages = [{ role: "user", content: "Say something about the sea, the sky and the wind." }];

type Target = readonly [vendor: string, upstream: SimulatedUpstream, path: string, model: string];

const targets: readonly [Target, Target, Target] = [
  ["anthropic", anthropic, "/v1/messages", "claude-sonnet-4-20250514"],
  ["openai", openai, "/chat/completions", "gpt-4.1-mini"],
  ["deepseek", deepseek, "/chat/completions", "deepseek-chat"],
];

const replySchema = z.object({
  model: z.string().optional(),
  error: z.object({ type: z.string(), message: z.string() }).optional(),
  content: z.json().optional(),
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).optional(),
  usage: z.record(z.string(), z.json()).optional(),
});

async function read(response: Response | Promise<Response>) {
  return replySchema.parse(await (await response).json());
}

function post(
  [, upstream, path, model]: Target,
  body: Record<string, unknown> = {},
  headers: Record<string, string> = { authorization: "Bearer key-1" },
): Promise<Response> {
  return fetch(`${upstream.baseUrl}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "anthropic-version": "2023-06-01", ...headers },
    body: JSON.stringify({ model, max_tokens: 200, messages, ...body }),
  });
}

test.each(targets)("%s answers, and records the request without its key", async (...target) => {
  const response = await post(target, {}, { authorization: "Bearer key-1", "user-agent": "me/1" });
  expect(response.status).toBe(200);
  expect(await read(response)).toMatchObject({ model: target[3] });
  const [request] = target[1].requests;
  expect(request).toMatchObject({
    method: "POST",
    headers: { authorization: "[key]", "user-agent": "me/1" },
    body: { messages },
  });
  expect(JSON.stringify(target[1].requests)).not.toContain("key-1");
});

test.each(targets)("%s gives the same request the same answer", async (...target) => {
  const answer = async () => {
    const reply = await read(post(target));
    return reply.content ?? reply.choices;
  };
  expect(await answer()).toEqual(await answer());
});

test.each(targets)("%s refuses a request without a key in its own form", async (...target) => {
  const response = await post(target, {}, {});
  expect(response.status).toBe(401);
  const { error } = await read(response);
  expect(["authentication_error", "invalid_request_error"]).toContain(error?.type);
});

test.each(targets)("%s refuses what is no request", async (...target) => {
  expect((await post(target, { messages: [] })).status).toBe(400);
  expect((await post(target, { temperature: 9 })).status).toBe(400);
});

test.each(targets)("%s streams events up to the terminal one", async (...target) => {
  const text = await (await post(target, { stream: true })).text();
  const frames = text.trim().split("\n\n");
  expect(frames.length).toBeGreaterThan(8);
  expect(frames.at(-1)).toMatch(/message_stop|\[DONE\]/);
});

test.each(targets)("%s plays scripted faults in order, then answers again", async (...target) => {
  const [, upstream] = target;
  upstream.script(
    { type: "status", status: 429, retryAfter: "7" },
    { type: "drop" },
    { type: "early-end", afterEvents: 2 },
    { type: "latency", milliseconds: 5, fault: { type: "status", status: 500 } },
  );
  const limited = await post(target);
  expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, "7"]);
  await expect(post(target)).rejects.toThrow("fetch failed");
  const half = await (await post(target, { stream: true })).text();
  expect(half).not.toMatch(/message_stop|\[DONE\]/);
  expect((await post(target)).status).toBe(500);
  expect((await post(target)).status).toBe(200);
});

test("anthropic counts what it writes to and reads from its cache", async () => {
  const system = [
    { type: "text", text: "Be short. ".repeat(50), cache_control: { type: "ephemeral" } },
  ];
  const usage = async () => (await read(post(targets[0], { system }))).usage;
  expect(await usage()).toMatchObject({
    cache_creation_input_tokens: 125,
    cache_read_input_tokens: 0,
  });
  expect(await usage()).toMatchObject({
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 125,
  });
});

test("vendors refuse what their newer models do not take", async () => {
  const claude = await post(targets[0], { model: "claude-sonnet-5", temperature: 0.5 });
  expect(claude.status).toBe(400);
  const gpt = await post(targets[1], { model: "gpt-6-sol" });
  expect((await read(gpt)).error?.message).toContain("max_tokens");
});

test("deepseek wants the word JSON in the prompt of a JSON answer", async () => {
  const format = { response_format: { type: "json_object" } };
  expect((await post(targets[2], format)).status).toBe(400);
  const asked = [{ role: "user", content: "Answer in JSON." }];
  const reply = await read(post(targets[2], { ...format, messages: asked }));
  expect(() => JSON.parse(reply.choices?.[0]?.message.content ?? "")).not.toThrow();
});

const place = { city: { type: "string" } };
const closedPlace = {
  type: "object",
  properties: place,
  required: ["city"],
  additionalProperties: false,
};

const refusedStrict: readonly [schema: Record<string, unknown>, reason: string][] = [
  [{ type: "object", properties: place }, "additionalProperties must be false"],
  [{ ...closedPlace, required: [] }, "'city' must be required"],
  [{ ...closedPlace, properties: { city: { oneOf: [] } } }, "'oneOf' is not permitted"],
  [{ ...closedPlace, properties: { city: { prefixItems: [] } } }, "'prefixItems' is not permitted"],
  [{ ...closedPlace, properties: { city: {} } }, "must have a 'type' key"],
  [{ type: "array", items: closedPlace }, 'type: "object"'],
  [{ anyOf: [closedPlace] }, 'type: "object"'],
];

test.each(refusedStrict)("openai refuses %j as a strict schema", async (schema, reason) => {
  const json_schema = { name: "place", strict: true, schema };
  const format = { response_format: { type: "json_schema", json_schema } };
  expect((await read(post(targets[1], format))).error?.message).toContain(reason);
});

const refusedAlways: readonly [part: Record<string, unknown>, reason: string][] = [
  [{ type: "object", propertyNames: { type: "string" } }, "'propertyNames' is not permitted"],
  [{ type: "string", pattern: "^(?!x)" }, "lookaround"],
  [{ type: "string", format: "uri" }, "'uri' is not a valid format"],
];

test.each(refusedAlways)("openai refuses %j in any mode", async (part, reason) => {
  const schema = { type: "object", properties: { propertyNames: { type: "string" }, part } };
  const json_schema = { name: "place", strict: false, schema };
  const format = { response_format: { type: "json_schema", json_schema } };
  expect((await read(post(targets[1], format))).error?.message).toContain(reason);
  const tools = [{ type: "function", function: { name: "save", parameters: schema } }];
  expect((await read(post(targets[1], { tools }))).error?.message).toContain(reason);
});

const self = { ...closedPlace, properties: { city: { $ref: "#" } } };

const refusedByClaude: readonly [schema: Record<string, unknown>, reason: string][] = [
  [{ type: "object", properties: place }, "additionalProperties must be false"],
  [{ ...closedPlace, properties: { city: { type: "string", minLength: 1 } } }, "'minLength'"],
  [{ type: "array", items: closedPlace, minItems: 2 }, "'minItems' of 2"],
  [self, "recursive"],
  [{ oneOf: [closedPlace] }, "'oneOf' is not permitted"],
];

test.each(refusedByClaude)("anthropic refuses %j as a schema", async (schema, reason) => {
  const body = { output_config: { format: { type: "json_schema", schema } } };
  expect((await read(post(targets[0], body))).error?.message).toContain(reason);
});
