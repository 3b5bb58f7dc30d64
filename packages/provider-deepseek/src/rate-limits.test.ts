import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, expect, test } from "vitest";
import { deepseek } from "./deepseek.js";

const upstreams = await startSimulatedUpstreams();
const upstream = upstreams.deepseek;
afterAll(() => upstreams.close());

/** What the vendor tells beside each answer. */
const told = {
  "x-ratelimit-limit-requests": "60",
  "x-ratelimit-remaining-requests": "59",
  "x-ratelimit-reset-requests": "12ms",
  "x-ratelimit-limit-tokens": "1000",
  "x-ratelimit-remaining-tokens": "100",
  "x-ratelimit-reset-tokens": "6m0s",
};
const provider = deepseek({
  apiKey: "test-key",
  baseUrl: upstream.baseUrl,
  fetch: async (...request) => {
    const reply = await fetch(...request);
    const headers = new Headers([...reply.headers, ...Object.entries(told)]);
    return new Response(reply.body, { status: reply.status, headers });
  },
});

const request = {
  model: "deepseek-chat",
  messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
  tools: [],
  output: null,
  settings: { maxTokens: 300 },
  vendorOptions: {},
} as const;
const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;
const limits = {
  requestsLeft: 59,
  requestsLimit: 60,
  tokensLeft: 100,
  tokensLimit: 1_000,
  resetAt: expect.any(Date),
};

test("what the vendor still grants stands in an answer, streamed or not, and in a failure", async () => {
  expect((await provider.complete(request, call())).rateLimits).toEqual(limits);
  let streamed: unknown;
  for await (const event of provider.stream(request, call())) {
    if (event.type === "finish") streamed = event.completion.rateLimits;
  }
  expect(streamed).toEqual(limits);
  upstream.script({ type: "status", status: 429 });
  await expect(provider.complete(request, call())).rejects.toMatchObject({
    kind: "rate_limited",
    rateLimits: limits,
  });
});

test("a vendor that says nothing of its limits grants what is unknown", async () => {
  const silent = deepseek({ apiKey: "test-key", baseUrl: upstream.baseUrl });
  expect((await silent.complete(request, call())).rateLimits).toBeNull();
});
