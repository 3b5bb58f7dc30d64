import type { Outcome, ProviderErrorKind } from "@promptrail/core";
import type { CompletionRequest } from "@promptrail/core/provider-kit";
import { type Fault, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, expect, test } from "vitest";
import { claude } from "./claude.js";

const upstreams = await startSimulatedUpstreams();
const { anthropic } = upstreams;
const provider = claude({ apiKey: "test-key", baseUrl: anthropic.baseUrl });

afterAll(() => upstreams.close());
beforeEach(() => anthropic.reset());

function request(changes: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    model: "claude-sonnet-4-20250514",
    messages: [
      { role: "system", content: [{ type: "text", text: "Be short." }] },
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

const call = (deadline = Date.now() + 60_000) =>
  ({ signal: new AbortController().signal, deadline, lane: "production" }) as const;

test("the official SDK sends the request, once, with the settings of the version", async () => {
  const completion = await provider.complete(request(), call());
  expect(anthropic.requests).toHaveLength(1);
  expect(anthropic.requests[0]).toMatchObject({
    method: "POST",
    path: "/v1/messages",
    headers: { "user-agent": expect.stringMatching(/^Anthropic\/JS 1\./) },
    body: {
      model: "claude-sonnet-4-20250514",
      max_tokens: 300,
      temperature: 0.4,
      system: [{ type: "text", text: "Be short." }],
      messages: [{ role: "user" }],
    },
  });
  expect(completion.requestId).toMatch(/^req_anthropic_/);
});

const outcomes: readonly [word: string, outcome: Outcome][] = [
  ["end_turn", "ok"],
  ["stop_sequence", "ok"],
  // It speaks of a call that is not there.
  ["tool_use", "invalid_output"],
  ["max_tokens", "truncated"],
  ["model_context_window_exceeded", "context_exceeded"],
  ["refusal", "refused"],
  ["pause_turn", "paused"],
  ["constructor", "incomplete_stream"],
];

test.each(outcomes)("the stop reason %s is the outcome %s", async (word, outcome) => {
  anthropic.script({ type: "stop-word", word });
  const completion = await provider.complete(request(), call());
  expect(completion).toMatchObject({ outcome, stopReason: word });
});

const failures: readonly [what: string, fault: Fault, kind: ProviderErrorKind][] = [
  ["400", { type: "status", status: 400 }, "bad_request"],
  ["401", { type: "status", status: 401 }, "auth"],
  ["402", { type: "status", status: 402 }, "quota"],
  ["403", { type: "status", status: 403 }, "auth"],
  ["404", { type: "status", status: 404 }, "not_found"],
  ["413", { type: "status", status: 413 }, "bad_request"],
  ["429", { type: "status", status: 429 }, "rate_limited"],
  ["500", { type: "status", status: 500 }, "server_error"],
  ["503", { type: "status", status: 503, code: "unheard_of_error" }, "overloaded"],
  ["504", { type: "status", status: 504 }, "timeout"],
  ["529", { type: "status", status: 529 }, "overloaded"],
  [
    "an empty account",
    { type: "status", status: 400, message: "Your credit balance is too low to access the API." },
    "quota",
  ],
];

test.each(failures)("HTTP %s is told by its kind and tried once", async (_what, fault, kind) => {
  anthropic.script(fault);
  await expect(provider.complete(request(), call())).rejects.toMatchObject({ kind });
  expect(anthropic.requests).toHaveLength(1);
});

test("an error event in a stream is told by its type, not by the status", async () => {
  anthropic.script({ type: "error-event", afterEvents: 6, code: "overloaded_error" });
  const events = provider.stream(request(), call());
  await expect(drain(events)).rejects.toMatchObject({ kind: "overloaded", status: undefined });
});

test("an error repeats neither the key nor what looks like one", async () => {
  const message = "Key test-key (sk-ant-REDACTED) is wrong.";
  anthropic.script({ type: "status", status: 401, message });
  const error: unknown = await provider
    .complete(request(), call())
    .catch((thrown: unknown) => thrown);
  expect(error).not.toHaveProperty("cause");
  expect(String(error)).toContain("Key [key] ([key]) is wrong.");
});

test("cache hints mark the text, and cached tokens are part of the input", async () => {
  const text = "You sell kettles. ".repeat(40);
  const messages = [
    { role: "system", content: [{ type: "text", text, cache: { ttl: "1h" } }] },
    { role: "user", content: [{ type: "text", text: "Hello there." }] },
  ] as const;
  const first = await provider.complete(request({ messages }), call());
  const second = await provider.complete(request({ messages }), call());
  expect(anthropic.requests[0]?.body).toMatchObject({
    system: [{ cache_control: { type: "ephemeral", ttl: "1h" } }],
  });
  expect(first.usage.cacheWrite).toBeGreaterThan(100);
  expect(second.usage).toEqual({
    ...first.usage,
    cacheRead: first.usage.cacheWrite,
    cacheWrite: 0,
  });
});

const output = {
  name: "order",
  schema: {
    type: "object",
    properties: { score: { type: "number", minimum: 0, maximum: 1 } },
    required: ["score"],
    additionalProperties: false,
  },
} as const;

test("a model with structured outputs is held to the schema, without what it cannot enforce", async () => {
  const settings = { maxTokens: 300 };
  const asked = request({ model: "claude-sonnet-5", output, settings });
  const { text, warnings } = await provider.complete(asked, call());
  expect(JSON.parse(text)).toHaveProperty("score");
  expect(anthropic.requests[0]?.body).toHaveProperty("output_config.format.type", "json_schema");
  expect(anthropic.requests[0]?.body).not.toHaveProperty(
    "output_config.format.schema.properties.score.minimum",
  );
  expect(warnings).toMatchObject([{ setting: "output" }]);
});

test("an older model is told the schema in words, with a warning", async () => {
  const { text, warnings } = await provider.complete(request({ output }), call());
  expect(() => JSON.parse(text)).not.toThrow();
  expect(warnings).toMatchObject([{ setting: "output" }]);
  expect(anthropic.requests[0]?.body).not.toHaveProperty("output_config");
});

test("settings that Claude cannot honour are left out, each with a warning", async () => {
  const settings = { maxTokens: 300, temperature: 0.4, topP: 0.5 };
  const both = await provider.complete(request({ settings }), call());
  expect(both.warnings.map(({ setting }) => setting)).toEqual(["topP"]);
  const hot = await provider.complete(
    request({ settings: { maxTokens: 300, temperature: 1.5 } }),
    call(),
  );
  expect(hot.warnings.map(({ setting }) => setting)).toEqual(["temperature"]);
});

test("vendor options reach the wire as they are, and thinking is told apart", async () => {
  const vendorOptions = {
    thinking: { type: "adaptive" },
    output_config: { effort: "low" },
    metadata: { user_id: "u1" },
  };
  const completion = await provider.complete(
    request({ vendorOptions, settings: { maxTokens: 300 } }),
    call(),
  );
  expect(anthropic.requests[0]?.body).toMatchObject(vendorOptions);
  expect(completion.reasoning).not.toBe("");
  expect(completion.usage.reasoning).toBeGreaterThan(0);
  const unknown = provider.complete(request({ vendorOptions: { seed: 1 } }), call());
  await expect(unknown).rejects.toMatchObject({ kind: "bad_request" });
});

test("a tool's result goes back as Claude's own block", async () => {
  const input = { number: "A-17" };
  const messages = [
    { role: "user", content: [{ type: "text", text: "Where is it?" }] },
    { role: "assistant", content: [{ type: "tool_call", id: "t1", name: "find_order", input }] },
    {
      role: "user",
      content: [{ type: "tool_result", toolCallId: "t1", text: "Lost.", isError: true }],
    },
  ] as const;
  await provider.complete(request({ messages }), call());
  expect(anthropic.requests[0]?.body).toMatchObject({
    messages: [
      { role: "user" },
      { content: [{ type: "tool_use", id: "t1", name: "find_order", input }] },
      { content: [{ type: "tool_result", tool_use_id: "t1", content: "Lost.", is_error: true }] },
    ],
  });
});

test("a late system message moves into the system text, with a warning", async () => {
  const messages = [
    { role: "user", content: [{ type: "text", text: "Hello." }] },
    { role: "system", content: [{ type: "text", text: "Be kind." }] },
  ] as const;
  const { warnings } = await provider.complete(request({ messages }), call());
  expect(warnings).toMatchObject([{ setting: "messages" }]);
  expect(anthropic.requests[0]?.body).toMatchObject({ system: [{ text: "Be kind." }] });
});

test("a very large token limit is sent without streaming all the same", async () => {
  const settings = { maxTokens: 64_000 };
  expect((await provider.complete(request({ settings }), call())).outcome).toBe("ok");
});

test("the provider's own time limit ends a call before its deadline", async () => {
  anthropic.script({ type: "silence" });
  const hasty = claude({ apiKey: "k", baseUrl: anthropic.baseUrl, timeoutMs: 100, id: "hasty" });
  await expect(hasty.complete(request(), call())).rejects.toMatchObject({
    kind: "timeout",
    provider: "hasty",
  });
});

test("without a key the error names the variable, and nothing is sent", async () => {
  const keyless = claude({ apiKey: "", baseUrl: anthropic.baseUrl });
  await expect(keyless.complete(request(), call())).rejects.toThrow(/ANTHROPIC_API_KEY/);
  await expect(drain(keyless.stream(request(), call()))).rejects.toMatchObject({ kind: "auth" });
  expect(anthropic.requests).toHaveLength(0);
});

test("key and address come from the environment at the first call", async () => {
  const fromEnvironment = claude();
  const { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url } = process.env;
  Object.assign(process.env, {
    ANTHROPIC_API_KEY: "env-key",
    ANTHROPIC_BASE_URL: anthropic.baseUrl,
  });
  try {
    expect((await fromEnvironment.complete(request(), call())).outcome).toBe("ok");
  } finally {
    restore("ANTHROPIC_API_KEY", key);
    restore("ANTHROPIC_BASE_URL", url);
  }
  expect(anthropic.requests).toHaveLength(1);
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

async function drain(events: AsyncIterable<unknown>): Promise<void> {
  for await (const _event of events);
}
