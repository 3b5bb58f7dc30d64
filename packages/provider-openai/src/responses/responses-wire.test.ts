import type { Message, Outcome, ProviderErrorKind } from "@promptrail/core";
import type { Fault } from "@promptrail/testing/upstreams";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { askOnce } from "../../../../tooling/test/vendors/describe-odd-replies.ts";
import { call, openResponses, question, request, ways } from "../../test/open-responses.js";
import { openai } from "../openai.js";

const { upstream, provider, ask, close } = await openResponses();

afterAll(() => close());
beforeEach(() => upstream.reset());

test("the official SDK sends the request, once, and nothing is stored with OpenAI", async () => {
  const { requestId, stopReason } = await provider.complete(request(), call());
  expect(upstream.requests).toMatchObject([
    {
      method: "POST",
      path: "/v1/responses",
      headers: { "user-agent": expect.stringMatching(/^OpenAI\/JS 7\./) },
      body: {
        model: "gpt-4.1-mini",
        store: false,
        max_output_tokens: 300,
        temperature: 0.4,
        top_p: 0.9,
        input: [
          { role: "system", content: "Be short." },
          { role: "user", content: "Tell me about kettles, lamps and chairs." },
        ],
      },
    },
  ]);
  expect(upstream.requests[0]?.body).not.toHaveProperty("include");
  expect({ requestId, stopReason }).toEqual({
    requestId: expect.stringMatching(/^req_openai_/),
    stopReason: "completed",
  });
});

const outcomes: readonly [fault: Fault, outcome: Outcome, stopReason: string][] = [
  [{ type: "none" }, "ok", "completed"],
  [{ type: "truncate" }, "truncated", "incomplete:max_output_tokens"],
  [{ type: "content-filter" }, "content_filtered", "incomplete:content_filter"],
  [{ type: "refuse" }, "refused", "completed"],
  [{ type: "stop-word", word: "steered" }, "incomplete_stream", "incomplete:steered"],
  [{ type: "stop-word", word: "constructor" }, "incomplete_stream", "incomplete:constructor"],
];

test.each(outcomes)("%j ends as %s", async (fault, outcome, stopReason) => {
  for (const way of ways) {
    upstream.script(fault);
    expect(await ask(way, request())).toMatchObject({ outcome, stopReason });
  }
});

const failures: readonly [code: string, kind: ProviderErrorKind, retryable: boolean][] = [
  ["insufficient_quota", "quota", false],
  ["rate_limit_exceeded", "rate_limited", true],
  ["server_error", "server_error", true],
  ["slow_down", "overloaded", true],
  ["invalid_prompt", "bad_request", false],
  ["vector_store_timeout", "timeout", true],
];

describe.each(failures)("a failure with the code %s is %s", (code, kind, retryable) => {
  const error = { code, message: "Told in a 200." };

  test("in an event inside of a stream", async () => {
    upstream.script({ type: "error-event", afterEvents: 6, code });
    await expect(ask("stream", request())).rejects.toMatchObject({ kind, retryable });
  });

  test("as a response that failed", async () => {
    const response = { model: "m", status: "failed", error, output: [] };
    const body = [{ type: "response.failed", response }];
    const vendor = { make: responses, model: "m" };
    for (const asking of [
      askOnce(vendor, { body }, "stream"),
      askOnce(vendor, { body: response }, "complete"),
    ]) {
      await expect(asking).rejects.toMatchObject({ kind, retryable });
    }
  });
});

const responses = (settings: { readonly apiKey: string; readonly baseUrl: string }) =>
  openai({ ...settings, api: "responses" });

test("a response that was stopped for its content is an answer that was filtered", async () => {
  const error = { code: "bio_policy", message: "Blocked." };
  const response = { model: "m", status: "failed", error, output: [] };
  const vendor = { make: responses, model: "m" };
  const filtered = { outcome: "content_filtered", stopReason: "failed:bio_policy" };
  const event = { type: "response.failed", response };
  expect(await askOnce(vendor, { body: [event] }, "stream")).toMatchObject(filtered);
  expect(await askOnce(vendor, { body: response }, "complete")).toMatchObject(filtered);
});

test("a response that failed without a word may be asked for again", async () => {
  const body = { model: "m", status: "failed", error: null, output: [] };
  const asking = askOnce({ make: responses, model: "m" }, { body }, "complete");
  await expect(asking).rejects.toMatchObject({ kind: "server_error", retryable: true });
});

test("an event that tells of an error and nothing more is a failure", async () => {
  const body = [{ type: "error" }];
  const asking = askOnce({ make: responses, model: "m" }, { body }, "stream");
  await expect(asking).rejects.toMatchObject({ kind: "server_error" });
});

test("examples and the words of several parts keep their order and their bounds", async () => {
  const messages: readonly Message[] = [
    { role: "user", content: [{ type: "text", text: "One?" }] },
    { role: "assistant", content: [{ type: "text", text: "Two." }] },
    {
      role: "user",
      content: [
        { type: "text", text: "Three" },
        { type: "text", text: "or four?" },
      ],
    },
  ];
  await provider.complete(request({ messages }), call());
  expect(upstream.requests[0]?.body).toMatchObject({
    input: [
      { role: "user", content: "One?" },
      { role: "assistant", content: "Two." },
      {
        role: "user",
        content: [
          { type: "input_text", text: "Three" },
          { type: "input_text", text: "or four?" },
        ],
      },
    ],
  });
});

test("stop sequences are left out with the reason", async () => {
  const settings = { maxTokens: 300, stopSequences: ["<end>"] };
  const { warnings } = await provider.complete(request({ settings }), call());
  expect(warnings).toMatchObject([
    { setting: "stopSequences", reason: expect.stringContaining("no stop sequences") },
  ]);
  expect(provider.models["gpt-4.1-mini"]?.settings).not.toContain("stopSequences");
});

test("nothing can be stored, and options of the other API are refused", async () => {
  for (const vendorOptions of [{ store: true }, { reasoning_effort: "low" }]) {
    const asking = provider.complete(request({ vendorOptions }), call());
    await expect(asking).rejects.toMatchObject({ kind: "bad_request" });
  }
  expect(upstream.requests).toHaveLength(0);
});

test("both APIs stand side by side under two ids", async () => {
  const settings = { apiKey: "test-key", baseUrl: upstream.baseUrl };
  const chat = openai(settings);
  const other = openai({ ...settings, api: "responses", id: "openai_responses" });
  expect([chat.id, other.id]).toEqual(["openai", "openai_responses"]);
  await Promise.all([chat, other].map((each) => each.complete(request(), call())));
  expect(upstream.requests.map(({ path }) => path).toSorted()).toEqual([
    "/v1/chat/completions",
    "/v1/responses",
  ]);
});

test("what was used is told with its cached part, and unknown where OpenAI does not say it", async () => {
  const text = "You sell kettles. ".repeat(40);
  const messages: readonly Message[] = [
    { role: "system", content: [{ type: "text", text }] },
    question,
  ];
  const [first, second] = [
    await ask("complete", request({ messages })),
    await ask("stream", request({ messages })),
  ];
  expect(first.usage).toMatchObject({ cacheRead: 0, cacheWrite: null, reasoning: 0 });
  expect(second.usage.cacheRead).toBeGreaterThan(0);
  expect(second.usage.input).toBe(first.usage.input);
  for (const way of ways) {
    upstream.script({ type: "no-usage" });
    expect(await ask(way, request())).toMatchObject({
      usage: { input: null, output: null, reasoning: null },
      warnings: [{ setting: "usage" }],
    });
  }
});

test("the models of the settings are those that calls go by", async () => {
  const own = openai({
    api: "responses",
    apiKey: "test-key",
    baseUrl: upstream.baseUrl,
    models: { "gpt-4.1-mini": { prices: { input: 9, output: 9 }, settings: ["maxTokens"] } },
  });
  expect(own.models["gpt-4.1-mini"]?.prices).toEqual({ input: 9, output: 9 });
  expect(provider.models["gpt-4.1-mini"]?.prices.asOf).toMatch(/^2026-/);
  const { warnings } = await own.complete(request(), call());
  expect(warnings.map(({ setting }) => setting)).toEqual(["temperature", "topP"]);
  expect(upstream.requests[0]?.body).not.toHaveProperty("temperature");
});

test("an API that there is not is wrong configuration", () => {
  const api = JSON.parse('"toString"');
  expect(() => openai({ api })).toThrow(/Use "chat" or "responses"/);
});
