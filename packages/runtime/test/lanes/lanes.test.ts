import { definePrompt, type Provider } from "@promptrail/core";
import type { Completion, ProviderCall, RateLimits } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createPromptrail, type PromptrailSettings } from "../../src/index.js";
import { drive } from "../sending/scripted-vendor.js";

// Else each of the many processes asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const version = definePrompt({
  family: "greeting",
  version: 1,
  status: "active",
  provider: "vendor",
  model: "m",
  maxTokens: 50,
  userTemplate: "Hello {{ name }}.",
});

interface Vendor {
  readonly provider: Provider;
  /** In which lane each request came, and when. */
  readonly sent: { readonly lane: ProviderCall["lane"]; readonly at: number }[];
  /** What it says of its limits with each answer. */
  limits: RateLimits | null;
}

function vendor(): Vendor {
  const fake = fakeProvider({ id: "vendor", answers: () => "Hello." });
  const made: Vendor = {
    sent: [],
    limits: null,
    provider: {
      ...fake,
      complete: async (request, call): Promise<Completion> => {
        made.sent.push({ lane: call.lane, at: Date.now() });
        return { ...(await fake.complete(request, call)), rateLimits: made.limits };
      },
    },
  };
  return made;
}

async function open({ provider }: Vendor, settings: PromptrailSettings = {}) {
  const problems: string[] = [];
  const promptrail = await createPromptrail(
    { prompts: [version], providers: [provider], families: { greeting: { gate: "none" } } },
    { onProblem: (problem) => problems.push(String(problem)), ...settings },
  );
  const context = { name: "Ada" };
  return {
    promptrail,
    problems,
    call: (options = {}) => promptrail.call("greeting", context, options),
    evaluate: (options = {}) => promptrail.evaluate("greeting", 1, context, options),
  };
}

const limited = (requestsPerMinute: number) => ({ limits: { vendor: { requestsPerMinute } } });

describe("a limit of requests", () => {
  test("lets production wait for the minute alone, and evals leave it a fifth", async () => {
    const made = vendor();
    const { call, evaluate } = await open(made, limited(5));
    const evals = Array.from({ length: 6 }, () => evaluate({ timeoutMs: 600_000 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(made.sent.map(({ lane }) => lane)).toEqual(["eval", "eval", "eval", "eval"]);
    expect((await drive(call())).tookMs).toBe(0);
    const startedAt = Date.now();
    await drive(Promise.all(evals));
    expect(made.sent.at(-1)?.at).toBe(startedAt + 60_000);
  });

  test("ends a call whose time is over, with what is full and what to do", async () => {
    const made = vendor();
    const { call } = await open(made, limited(1));
    await drive(call());
    const { error, tookMs } = await drive(call({ timeoutMs: 5_000 }));
    expect(error).toMatchObject({
      kind: "rate_limited",
      message: expect.stringMatching(
        /nothing was sent.*lane "production".*at most 1 requests a minute.*`limits\.vendor\.requestsPerMinute`.*Raise/,
      ),
    });
    expect(tookMs).toBe(5_000);
    expect(made.sent).toHaveLength(1);
  });

  test("lets a call be cancelled while it waits", async () => {
    const made = vendor();
    const { call, promptrail } = await open(made, limited(1));
    await drive(call());
    const caller = new AbortController();
    const waiting = call({ signal: caller.signal });
    setTimeout(() => caller.abort(), 1_000);
    const { error, tookMs } = await drive(waiting);
    expect(error).toMatchObject({ kind: "cancelled" });
    expect(tookMs).toBe(1_000);
    // What was never sent has no attempt.
    await promptrail.flush();
    const records = await promptrail.calls.read({ limit: 2 });
    expect(records.find(({ success }) => !success)).toMatchObject({ attempts: [] });
  });

  test("counts what is waited for in no attempt's time", async () => {
    const made = vendor();
    const { call, promptrail } = await open(made, limited(1));
    await drive(call());
    const { value } = await drive(call({ timeoutMs: 100_000 }));
    expect(value).toMatchObject({ durationMs: 0 });
    await promptrail.flush();
    const records = await promptrail.calls.read({ limit: 2 });
    expect(records.find(({ durationMs }) => durationMs !== null && durationMs > 0)).toMatchObject({
      durationMs: 60_000,
      attempts: [{ latencyMs: 0 }],
    });
  });

  test("is taken from the settings before the config, and refused where it is none", async () => {
    const made = vendor();
    await expect(open(made, { limits: { other: {} } })).rejects.toThrow(
      /`limits` names the provider "other".*vendor/,
    );
    await expect(open(made, limited(0))).rejects.toThrow(
      /`limits\.vendor\.requestsPerMinute` is 0/,
    );
    const mistyped = { limits: JSON.parse('{ "vendor": { "requestPerMinute": 50 } }') };
    await expect(open(made, mistyped)).rejects.toThrow(
      /`limits\.vendor\.requestPerMinute` is not a limit\. Did you mean "requestsPerMinute"\?/,
    );
  });
});

test("a request that no minute has room for is refused at once", async () => {
  const made = vendor();
  const { call, evaluate } = await open(made, { limits: { vendor: { tokensPerMinute: 80 } } });
  expect((await drive(evaluate())).error).toMatchObject({
    kind: "quota",
    message: expect.stringMatching(/`limits\.vendor\.tokensPerMinute`.*maxTokens/),
  });
  expect((await drive(call())).value).toMatchObject({ outcome: "ok" });
  expect(made.sent).toHaveLength(1);
});

describe("a vendor that says that little is left", () => {
  const scarce = (resetMs: number): RateLimits => ({
    requestsLeft: 1,
    requestsLimit: 10,
    tokensLeft: null,
    tokensLimit: null,
    resetAt: new Date(Date.now() + resetMs),
  });

  test("is left to production until it grants more", async () => {
    const made = vendor();
    const { call, evaluate } = await open(made);
    made.limits = scarce(20_000);
    await drive(call());
    const running = drive(evaluate());
    expect((await drive(call())).tookMs).toBe(0);
    made.limits = null;
    expect(await running).toMatchObject({ tookMs: 20_000, value: { outcome: "ok" } });
    expect(made.sent.map(({ lane }) => lane)).toEqual(["production", "production", "eval"]);
  });

  test("lets an eval go on as soon as it says that enough is left", async () => {
    const made = vendor();
    const { call, evaluate } = await open(made);
    made.limits = scarce(50_000);
    await drive(call());
    const running = evaluate();
    await vi.advanceTimersByTimeAsync(5_000);
    made.limits = { ...scarce(50_000), requestsLeft: 9 };
    await drive(call());
    expect((await drive(running)).tookMs).toBe(0);
  });

  test("is named where an eval waits in vain", async () => {
    const made = vendor();
    const { call, evaluate } = await open(made);
    made.limits = scarce(60_000);
    await drive(call());
    const ofCase = {};
    const { error } = await drive(evaluate({ timeoutMs: 1_000, ofCase }));
    // Sent again, as late as the vendor grants more.
    expect(error).toBeUndefined();
    made.limits = scarce(60_000);
    await drive(call());
    const caller = new AbortController();
    const waiting = evaluate({ timeoutMs: 1_000, signal: caller.signal });
    setTimeout(() => caller.abort(), 2_000);
    expect((await drive(waiting)).error).toMatchObject({
      kind: "rate_limited",
      message: expect.stringContaining("less than 20% of what it grants for m is left"),
    });
  });
});
