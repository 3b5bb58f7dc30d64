import type { Provider } from "@promptrail/core";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { drain } from "./describe-odd-replies.ts";

interface GrantingVendor {
  readonly make: (settings: {
    readonly apiKey: string;
    readonly baseUrl: string;
    readonly fetch?: typeof fetch;
  }) => Provider;
  readonly upstream: "anthropic" | "openai" | "deepseek";
  readonly model: string;
  /** The vendor's headers for: 59 of 60 requests and 100 of 1,000 tokens are left, and both have a reset. */
  readonly told: Readonly<Record<string, string>>;
}

/** What vendors of OpenAI's wires tell of these. */
export const toldByOpenai = {
  "x-ratelimit-limit-requests": "60",
  "x-ratelimit-remaining-requests": "59",
  "x-ratelimit-reset-requests": "12ms",
  "x-ratelimit-limit-tokens": "1000",
  "x-ratelimit-remaining-tokens": "100",
  "x-ratelimit-reset-tokens": "6m0s",
};

const limits = {
  requestsLeft: 59,
  requestsLimit: 60,
  tokensLeft: 100,
  tokensLimit: 1_000,
  resetAt: expect.any(Date) as unknown,
};

const call = () =>
  ({ signal: new AbortController().signal, deadline: Date.now() + 60_000, lane: "eval" }) as const;

/** What a vendor still grants, by the headers of its replies. */
export function describeRateLimits(name: string, vendor: GrantingVendor): void {
  const { make, model, told } = vendor;
  const request = {
    model,
    messages: [{ role: "user", content: [{ type: "text", text: "Tell me about kettles." }] }],
    tools: [],
    output: null,
    settings: { maxTokens: 300 },
    vendorOptions: {},
  } as const;
  const tellingFetch: typeof fetch = async (...asked) => {
    const reply = await fetch(...asked);
    const headers = new Headers([...reply.headers, ...Object.entries(told)]);
    return new Response(reply.body, { status: reply.status, headers });
  };
  describe(`what ${name} still grants`, () => {
    let upstreams: SimulatedUpstreams;
    const access = () => ({ apiKey: "test-key", baseUrl: upstreams[vendor.upstream].baseUrl });
    beforeAll(async () => {
      upstreams = await startSimulatedUpstreams();
    });
    afterAll(() => upstreams.close());

    test("stands in an answer, streamed or not, and in a failure", async () => {
      const provider = make({ ...access(), fetch: tellingFetch });
      expect((await provider.complete(request, call())).rateLimits).toEqual(limits);
      expect((await drain(provider.stream(request, call()))).rateLimits).toEqual(limits);
      upstreams[vendor.upstream].script({ type: "status", status: 429 });
      await expect(provider.complete(request, call())).rejects.toMatchObject({
        kind: "rate_limited",
        rateLimits: limits,
      });
    });

    test("is unknown where its headers say nothing", async () => {
      const silent = make(access());
      expect((await silent.complete(request, call())).rateLimits).toBeNull();
    });
  });
}
