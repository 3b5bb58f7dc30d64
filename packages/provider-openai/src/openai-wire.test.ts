import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Outcome, ProviderErrorKind } from "@promptrail/core";
import type { Completion, CompletionRequest } from "@promptrail/core/provider-kit";
import { type Fault, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { openai } from "./openai.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.openai;
const provider = openai({ apiKey: "test-key", baseUrl: upstream.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => upstream.reset());

function request(changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: "gpt-4.1-mini",
    messages: [
      { role: "system", content: [{ type: "text", text: "Be short." }] },
      {
        role: "user",
        content: [{ type: "text", text: "Tell me about kettles, lamps and chairs." }],
      },
    ],
    tools: [],
    output: null,
    settings: { maxTokens: 300, temperature: 0.4, topP: 0.9, stopSequences: ["<end>"] },
    vendorOptions: {},
    ...changes,
  };
}

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

test("the official SDK sends the request, once, with the settings of the version", async () => {
  const completion = await provider.complete(request(), call());
  expect(upstream.requests).toHaveLength(1);
  expect(upstream.requests[0]).toMatchObject({
    method: "POST",
    path: "/v1/chat/completions",
    headers: { "user-agent": expect.stringMatching(/^OpenAI\/JS 7\./) },
    body: {
      model: "gpt-4.1-mini",
      max_completion_tokens: 300,
      temperature: 0.4,
      top_p: 0.9,
      stop: ["<end>"],
      messages: [{ role: "system", content: "Be short." }, { role: "user" }],
    },
  });
  expect(completion.requestId).toMatch(/^req_openai_/);
});

const outcomes: readonly [word: string, outcome: Outcome][] = [
  ["stop", "ok"],
  ["length", "truncated"],
  // These speak of a call that is not there.
  ["tool_calls", "invalid_output"],
  ["function_call", "invalid_output"],
  ["content_filter", "content_filtered"],
  ["constructor", "incomplete_stream"],
];

test.each(outcomes)("the finish reason %s is the outcome %s", async (word, outcome) => {
  upstream.script({ type: "stop-word", word });
  const completion = await provider.complete(request(), call());
  expect(completion).toMatchObject({ outcome, stopReason: word });
});

test("a refusal keeps its words and is no success", async () => {
  upstream.script({ type: "refuse" });
  const completion = await provider.complete(request(), call());
  expect(completion).toMatchObject({ outcome: "refused", stopReason: "stop" });
  expect(completion.text).toContain("can't help");
});

const failures: readonly [what: string, fault: Fault, kind: ProviderErrorKind][] = [
  ["400", { type: "status", status: 400 }, "bad_request"],
  [
    "a prompt that is too long",
    { type: "status", status: 400, code: "context_length_exceeded" },
    "bad_request",
  ],
  ["401", { type: "status", status: 401 }, "auth"],
  ["403", { type: "status", status: 403 }, "auth"],
  ["404", { type: "status", status: 404 }, "not_found"],
  ["429", { type: "status", status: 429 }, "rate_limited"],
  ["an empty account", { type: "status", status: 429, code: "insufficient_quota" }, "quota"],
  ["500", { type: "status", status: 500 }, "server_error"],
  ["503", { type: "status", status: 503 }, "overloaded"],
  ["504", { type: "status", status: 504 }, "timeout"],
];

test.each(failures)("HTTP %s is told by its kind and tried once", async (_what, fault, kind) => {
  upstream.script(fault);
  await expect(provider.complete(request(), call())).rejects.toMatchObject({ kind });
  expect(upstream.requests).toHaveLength(1);
});

test("a quota error inside a stream is told by its code, not by the status", async () => {
  upstream.script({ type: "error-event", afterEvents: 4, code: "insufficient_quota" });
  const events = provider.stream(request(), call());
  await expect(drain(events)).rejects.toMatchObject({ kind: "quota", retryable: false });
});

test("an error repeats neither the key nor what looks like one", async () => {
  const message = "Incorrect API key provided: sk-proj-ab****wxyz, not test-key";
  upstream.script({ type: "status", status: 401, message });
  const error: unknown = await provider
    .complete(request(), call())
    .catch((thrown: unknown) => thrown);
  expect(error).not.toHaveProperty("cause");
  expect(String(error)).toContain("provided: [key], not [key].");
});

const closed = {
  type: "object",
  properties: { score: { type: "number" } },
  required: ["score"],
  additionalProperties: false,
} as const;

test("a closed schema is enforced strictly", async () => {
  const output = { name: "order", schema: closed };
  const { text, warnings } = await provider.complete(request({ output }), call());
  expect(JSON.parse(text)).toHaveProperty("score");
  expect(warnings).toEqual([]);
  expect(upstream.requests[0]?.body).toMatchObject({
    response_format: { type: "json_schema", json_schema: { name: "order", strict: true } },
  });
});

test("an open schema is sent as it is, with a warning that says why", async () => {
  const output = { name: "order", schema: { ...closed, required: [] } };
  const { warnings } = await provider.complete(request({ output }), call());
  expect(warnings).toEqual([
    {
      setting: "output",
      reason: "OpenAI does not enforce this schema: the answer.score is optional.",
    },
  ]);
  expect(upstream.requests[0]?.body).toMatchObject({
    response_format: { json_schema: { strict: false } },
  });
});

test("a model that reasons gets the token limit alone, with a warning for each other setting", async () => {
  const completion = await provider.complete(request({ model: "gpt-6-sol" }), call());
  expect(completion.outcome).toBe("ok");
  expect(completion.warnings.map(({ setting }) => setting)).toEqual([
    "temperature",
    "topP",
    "stopSequences",
  ]);
});

test("a model that is not known here gets every setting", async () => {
  const { warnings } = await provider.complete(request({ model: "a-fine-tuned-model" }), call());
  expect(warnings).toEqual([]);
});

test("vendor options reach the wire as they are, and unknown ones are refused", async () => {
  const vendorOptions = { seed: 7, service_tier: "flex" };
  await provider.complete(request({ vendorOptions }), call());
  expect(upstream.requests[0]?.body).toMatchObject(vendorOptions);
  const unknown = provider.complete(request({ vendorOptions: { top_k: 1 } }), call());
  await expect(unknown).rejects.toMatchObject({ kind: "bad_request" });
});

test("a cache hint is left out with a warning, and what OpenAI caches by itself is counted", async () => {
  const text = "You sell kettles. ".repeat(40);
  const messages = [
    { role: "system", content: [{ type: "text", text, cache: { ttl: "5m" } }] },
    { role: "user", content: [{ type: "text", text: "Hello there." }] },
  ] as const;
  const first = await provider.complete(request({ messages }), call());
  expect(first.warnings).toMatchObject([{ setting: "cache" }]);
  expect(first.usage.cacheRead).toBe(0);
  const second = await provider.complete(request({ messages }), call());
  expect(second.usage.cacheRead).toBeGreaterThan(0);
  expect(second.usage.input).toBe(first.usage.input);
});

test("tool calls and their results are messages of their own", async () => {
  const input = { number: "A-17" };
  const messages = [
    { role: "user", content: [{ type: "text", text: "Where is it?" }] },
    { role: "assistant", content: [{ type: "tool_call", id: "t1", name: "find_order", input }] },
    {
      role: "user",
      content: [
        { type: "tool_result", toolCallId: "t1", text: "Lost.", isError: true },
        { type: "text", text: "And now?" },
      ],
    },
  ] as const;
  await provider.complete(request({ messages }), call());
  expect(upstream.requests[0]?.body).toMatchObject({
    messages: [
      { role: "user", content: "Where is it?" },
      {
        role: "assistant",
        content: null,
        tool_calls: [
          { id: "t1", function: { name: "find_order", arguments: '{"number":"A-17"}' } },
        ],
      },
      { role: "tool", tool_call_id: "t1", content: "Error: Lost." },
      { role: "user", content: "And now?" },
    ],
  });
});

const tools = [{ name: "find_order", description: "Finds.", inputSchema: { type: "object" } }];

test.each(["complete", "stream"] as const)(
  "%s: a tool that the request names is called, though OpenAI ends such an answer with `stop`",
  async (method) => {
    const vendorOptions = { tool_choice: { type: "function", function: { name: "find_order" } } };
    const completion = await ask(method, request({ tools, vendorOptions }));
    expect(completion).toMatchObject({
      outcome: "tool_use",
      stopReason: "stop",
      toolCalls: [{ name: "find_order" }],
    });
  },
);

test("a whole reply whose call lacks what it needs is no success, and what came is kept", async () => {
  const calls = [{ type: "function", function: { name: "find_order", arguments: "{" } }];
  const message = { role: "assistant", content: "Let me look.", tool_calls: calls };
  const server = createServer((_request, response) => {
    response.setHeader("content-type", "application/json");
    const choices = [{ index: 0, message, finish_reason: "tool_calls" }];
    response.end(JSON.stringify({ model: "m", choices, usage: {} }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const other = openai({ apiKey: "test-key", baseUrl: `http://127.0.0.1:${port}/v1` });
  const completion = await other.complete(request({ tools }), call());
  server.close();
  expect(completion).toMatchObject({
    outcome: "invalid_output",
    text: "Let me look.",
    toolCalls: [{ id: "", name: "find_order", input: "{" }],
  });
});

async function ask(method: "complete" | "stream", asked: CompletionRequest): Promise<Completion> {
  if (method === "complete") return provider.complete(asked, call());
  let completion: Completion | undefined;
  for await (const event of provider.stream(asked, call())) {
    if (event.type === "finish") ({ completion } = event);
  }
  if (completion === undefined) throw new Error("The stream ended without a `finish`.");
  return completion;
}

test("a stream asks for usage and reports it", async () => {
  const events: unknown[] = [];
  for await (const event of provider.stream(request(), call())) events.push(event);
  expect(upstream.requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
  const whole = await provider.complete(request(), call());
  expect(events.at(-1)).toMatchObject({
    type: "finish",
    completion: { text: whole.text, outcome: "ok", usage: { output: whole.usage.output } },
  });
});

test("without a key the error names the variable, and nothing is sent", async () => {
  const keyless = openai({ apiKey: "", baseUrl: upstream.baseUrl });
  await expect(keyless.complete(request(), call())).rejects.toThrow(/OPENAI_API_KEY/);
  expect(upstream.requests).toHaveLength(0);
});

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}
