import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readRateLimits } from "./read-rate-limits.js";

const now = Date.UTC(2026, 0, 1, 12);
const openai = { requests: ["x-ratelimit-*-requests"], tokens: ["x-ratelimit-*-tokens"] };
const anthropic = {
  requests: ["anthropic-ratelimit-requests-*"],
  tokens: ["anthropic-ratelimit-input-tokens-*", "anthropic-ratelimit-output-tokens-*"],
};

describe("what a reply says of the vendor's limits", () => {
  test("is read from OpenAI's headers, with the reset of what is scarcest", () => {
    const headers = new Headers({
      "x-ratelimit-limit-requests": "60",
      "x-ratelimit-remaining-requests": "59",
      "x-ratelimit-reset-requests": "1s",
      "x-ratelimit-limit-tokens": "150000",
      "x-ratelimit-remaining-tokens": "30000",
      "x-ratelimit-reset-tokens": "6m0s",
    });
    expect(readRateLimits(headers, openai, now)).toEqual({
      requestsLeft: 59,
      requestsLimit: 60,
      tokensLeft: 30_000,
      tokensLimit: 150_000,
      resetAt: new Date(now + 360_000),
    });
  });

  test("is read from Anthropic's, whose times count from its own clock", () => {
    const headers = new Headers({
      date: new Date(now + 3_600_000).toUTCString(),
      "anthropic-ratelimit-requests-limit": "50",
      "anthropic-ratelimit-requests-remaining": "49",
      "anthropic-ratelimit-input-tokens-limit": "100",
      "anthropic-ratelimit-input-tokens-remaining": "90",
      "anthropic-ratelimit-output-tokens-limit": "10",
      "anthropic-ratelimit-output-tokens-remaining": "1",
      "anthropic-ratelimit-output-tokens-reset": new Date(now + 3_630_000).toISOString(),
    });
    expect(readRateLimits(headers, anthropic, now)).toEqual({
      requestsLeft: 49,
      requestsLimit: 50,
      tokensLeft: 1,
      tokensLimit: 10,
      resetAt: new Date(now + 30_000),
    });
  });

  test.each([
    ["12ms", 12],
    ["6m0s", 360_000],
    ["1h2m3.5s", 3_723_500],
    ["20", 20_000],
    ["0", 0],
    [String(now / 1_000 + 5), 5_000],
    [String(now + 5_000), 5_000],
    ["soon", null],
    ["-5s", null],
    ["", null],
    ["5", 5_000],
    ["5 parsecs", null],
    ["9999999999999d", null],
  ])("takes a reset of %j for %j ms", (reset, milliseconds) => {
    const headers = new Headers({
      "x-ratelimit-remaining-requests": "1",
      "x-ratelimit-reset-requests": reset,
    });
    const resetAt = milliseconds === null ? null : new Date(now + milliseconds);
    expect(readRateLimits(headers, openai, now)).toMatchObject({ requestsLeft: 1, resetAt });
  });

  test("is null where no header is there, or none can be read", () => {
    expect(readRateLimits(new Headers(), openai, now)).toBeNull();
    const odd = new Headers({ "x-ratelimit-remaining-requests": "many" });
    expect(readRateLimits(odd, openai, now)).toBeNull();
  });

  test("throws at no text, and makes no number of what is none", () => {
    const text = fc.option(fc.string({ maxLength: 80 }), { nil: null });
    const property = fc.property(text, text, text, (limit, remaining, reset) => {
      const texts = new Map([
        ["x-ratelimit-limit-tokens", limit],
        ["x-ratelimit-remaining-tokens", remaining],
        ["x-ratelimit-reset-tokens", reset],
      ]);
      const limits = readRateLimits({ get: (name) => texts.get(name) ?? null }, openai, now);
      for (const value of [limits?.tokensLeft, limits?.tokensLimit, limits?.resetAt?.getTime()]) {
        if (value != null) expect(value).toBeGreaterThanOrEqual(0);
      }
    });
    fc.assert(property);
  });
});
