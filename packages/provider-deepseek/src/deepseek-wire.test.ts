import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { deepseek } from "./deepseek.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.deepseek;
const provider = deepseek({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

function request(changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: "deepseek-chat",
    messages: [
      {
        role: "user",
        content: [{ type: "text", text: "Tell me about kettles, lamps and chairs." }],
      },
    ],
    tools: [],
    output: null,
    settings: { maxTokens: 300, temperature: 0.4 },
    vendorOptions: {},
    ...changes,
  };
}

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

test("the official SDK sends the request to DeepSeek's path, with its name for the limit", async () => {
  const completion = await provider.complete(request(), call());
  expect(upstream.requests).toHaveLength(1);
  expect(upstream.requests[0]).toMatchObject({
    path: "/chat/completions",
    headers: { "user-agent": expect.stringMatching(/^OpenAI\/JS /) },
    body: { model: "deepseek-chat", max_tokens: 300, temperature: 0.4 },
  });
  expect(upstream.requests[0]?.body).not.toHaveProperty("max_completion_tokens");
  expect(completion).toMatchObject({ outcome: "ok", reasoning: "", warnings: [] });
  expect(completion.requestId).toMatch(/^req_deepseek_/);
});

test("OpenAI's organization is never told to DeepSeek", async () => {
  process.env.OPENAI_ORG_ID = "org-of-somebody";
  try {
    await deepseek({ apiKey: "k", baseUrl: upstream.baseUrl }).complete(request(), call());
  } finally {
    delete process.env.OPENAI_ORG_ID;
  }
  expect(upstream.requests[0]?.headers).not.toHaveProperty("openai-organization");
});

test("an answer that DeepSeek broke off is incomplete", async () => {
  upstream.script({ type: "stop-word", word: "insufficient_system_resource" });
  expect((await provider.complete(request(), call())).outcome).toBe("incomplete_stream");
});

test("a refusal comes as the content filter", async () => {
  upstream.script({ type: "refuse" });
  expect((await provider.complete(request(), call())).outcome).toBe("content_filtered");
});

test.each([
  [402, "quota"],
  [422, "bad_request"],
  [429, "rate_limited"],
  [503, "overloaded"],
] as const)("HTTP %i is the error %s", async (status, kind) => {
  upstream.script({ type: "status", status });
  await expect(provider.complete(request(), call())).rejects.toMatchObject({ kind, status });
});

test("what the model thinks is told apart, and counted as part of the output", async () => {
  const thinking = request({ model: "deepseek-reasoner", settings: { maxTokens: 300 } });
  const completion = await provider.complete(thinking, call());
  expect(completion.reasoning).not.toBe("");
  expect(completion.usage.reasoning).toBeGreaterThan(0);
  expect(completion.usage.output).toBeGreaterThan(completion.usage.reasoning ?? 0);
});

test("a temperature has no effect while the model thinks: a warning says so, and how to use it", async () => {
  const thinking = await provider.complete(request({ model: "deepseek-flash" }), call());
  expect(thinking.warnings).toMatchObject([{ setting: "temperature" }]);
  expect(upstream.requests[0]?.body).not.toHaveProperty("temperature");
  const vendorOptions = { thinking: { type: "disabled" } };
  const plain = await provider.complete(
    request({ model: "deepseek-flash", vendorOptions }),
    call(),
  );
  expect(plain.warnings).toEqual([]);
  expect(upstream.requests[1]?.body).toMatchObject({ temperature: 0.4, ...vendorOptions });
});

test("an output schema becomes JSON mode and words, with a warning", async () => {
  const output = { name: "order", schema: { type: "object", properties: {} } };
  const { text, warnings } = await provider.complete(request({ output }), call());
  expect(() => JSON.parse(text)).not.toThrow();
  expect(warnings).toMatchObject([{ setting: "output" }]);
  expect(upstream.requests[0]?.body).toMatchObject({
    response_format: { type: "json_object" },
    messages: [
      { role: "system", content: expect.stringContaining("JSON Schema") },
      { role: "user" },
    ],
  });
});

test("tokens from DeepSeek's cache are counted as read from it", async () => {
  const text = "You sell kettles. ".repeat(40);
  const messages = [
    { role: "system", content: [{ type: "text", text }] },
    { role: "user", content: [{ type: "text", text: "Hello there." }] },
  ] as const;
  await provider.complete(request({ messages }), call());
  const { usage } = await provider.complete(request({ messages }), call());
  expect(usage.cacheRead).toBeGreaterThan(100);
  expect(usage.cacheRead).toBeLessThan(usage.input ?? 0);
});

test("without a key the error names DeepSeek's variable", async () => {
  const keyless = deepseek({ apiKey: "", baseUrl: upstream.baseUrl });
  await expect(keyless.complete(request(), call())).rejects.toThrow(
    /Set DEEPSEEK_API_KEY, or pass `apiKey` to deepseek\(\)/,
  );
});

test("key and address come from DeepSeek's variables at the first call", async () => {
  const fromEnvironment = deepseek();
  const { DEEPSEEK_API_KEY: key, DEEPSEEK_BASE_URL: url } = process.env;
  Object.assign(process.env, { DEEPSEEK_API_KEY: "env", DEEPSEEK_BASE_URL: upstream.baseUrl });
  try {
    expect((await fromEnvironment.complete(request(), call())).outcome).toBe("ok");
  } finally {
    restore("DEEPSEEK_API_KEY", key);
    restore("DEEPSEEK_BASE_URL", url);
  }
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
