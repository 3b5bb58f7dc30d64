import type { ProviderErrorKind } from "@promptrail/core";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import {
  drive,
  openSending,
  type ScriptedVendor,
  type Step,
  scriptedVendor,
} from "./scripted-vendor.js";

// Else each of the many processes asks git which build it is.
vi.stubEnv("PROMPTRAIL_BUILD", "test");
beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const ok: Step = { afterMs: 10, end: "ok" };
const fails = (end: ProviderErrorKind, retryAfterMs?: number): Step => ({
  afterMs: 10,
  end,
  retryAfterMs,
});

async function open(first: ScriptedVendor, second?: ScriptedVendor) {
  const opened = await openSending(first, second);
  const { promptrail } = opened;
  const call = (timeoutMs?: number) =>
    drive(promptrail.call("greeting", { name: "Ada" }, { timeoutMs, accept: ["truncated"] }));
  return { ...opened, call };
}

describe("a call of production", () => {
  test("that meets a busy vendor is sent again, no sooner than the vendor asks for", async () => {
    const vendor = scriptedVendor("first", [fails("rate_limited", 700), fails("network"), ok]);
    const { call, finished } = await open(vendor);
    const { value, tookMs } = await call();
    expect(value).toMatchObject({ text: "from first", fallback: false });
    const [first, second] = vendor.sent;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(710);
    expect(tookMs).toBeLessThanOrEqual(710 + 1_000 + 50);
    expect(finished[0]?.attempts.map(({ failure, fallback }) => [failure, fallback])).toEqual([
      ["rate_limited", false],
      ["network", false],
      [null, false],
    ]);
  });

  test("is sent three times at most, and fails with what it failed with last", async () => {
    const vendor = scriptedVendor("first", [fails("overloaded", 0)]);
    const { call } = await open(vendor);
    expect((await call()).error).toMatchObject({ kind: "overloaded" });
    expect(vendor.sent).toHaveLength(3);
  });

  test.each<[string, Step]>([
    ["a wrong key", fails("auth")],
    ["an empty account", fails("quota", 0)],
    ["a request that is wrong", fails("bad_request")],
    ["a vendor that asks for more time than there is", fails("rate_limited", 60_001)],
  ])("fails at once at %s", async (_what, step) => {
    const vendor = scriptedVendor("first", [step]);
    const { call } = await open(vendor);
    const { error, tookMs } = await call();
    expect(error).toMatchObject({ kind: step.end });
    expect(vendor.sent).toHaveLength(1);
    expect(tookMs).toBeLessThanOrEqual(12);
  });

  test("asks again for an answer that broke off, and tells half of one as what it is", async () => {
    const broken: Step = { afterMs: 10, end: "incomplete_stream" };
    const again = scriptedVendor("first", [broken, ok]);
    const mended = await open(again);
    expect((await mended.call()).value).toMatchObject({ outcome: "ok" });
    expect(mended.finished[0]).toMatchObject({
      outcome: "ok",
      attempts: [
        { outcome: "incomplete_stream", failure: null, cost: 1 },
        { outcome: "ok", cost: 1 },
      ],
    });
    const { call, finished } = await open(scriptedVendor("first", [broken]));
    expect((await call()).error).toMatchObject({ code: "outcome_refused" });
    expect(finished).toMatchObject([{ outcome: "incomplete_stream", success: false }]);
    expect(finished[0]?.attempts).toHaveLength(3);
  });

  test("that is streamed is sent again only before its text begins", async () => {
    const vendor = scriptedVendor("first", [fails("overloaded", 0), ok]);
    const { promptrail } = await open(vendor);
    const events: unknown[] = [];
    const read = async () => {
      for await (const event of promptrail.stream("greeting", { name: "Ada" })) events.push(event);
    };
    await drive(read());
    expect(events).toMatchObject([
      { type: "text-delta", text: "from first" },
      { type: "finish", result: { outcome: "ok" } },
    ]);
    expect(vendor.sent).toHaveLength(2);
  });
});

describe("a declared fallback", () => {
  test.each<[string, readonly Step[], number]>([
    ["after three attempts", [fails("server_error", 0)], 3],
    ["at once where the account is empty", [fails("quota")], 1],
    ["at once where the key is wrong", [fails("auth")], 1],
    ["at once where the model is gone", [fails("not_found")], 1],
    ["where the vendor says nothing", [{ afterMs: 600_000, end: "ok" }], 1],
  ])("answers %s, and the record says so", async (_when, steps, requests) => {
    const first = scriptedVendor("first", steps);
    const second = scriptedVendor("second", [ok]);
    const { call, finished } = await open(first, second);
    const { value, tookMs } = await call(20_000);
    expect(value).toMatchObject({ text: "from second", provider: "second", fallback: true });
    expect(first.sent).toHaveLength(requests);
    // The version's own model took three fifths of the time at most.
    expect(tookMs).toBeLessThanOrEqual(12_000 + 50);
    const [record] = finished;
    expect(record).toMatchObject({ provider: "first", fallback: true, success: true });
    expect(record?.attempts.map(({ fallback }) => fallback)).toEqual([
      ...Array.from({ length: requests }, () => false),
      true,
    ]);
  });

  test.each<[string, Step]>([
    ["a request that is wrong", fails("bad_request")],
    ["an answer that is cut by its limit", { afterMs: 10, end: "truncated" }],
  ])("is not asked after %s", async (_what, step) => {
    const second = scriptedVendor("second", [ok]);
    const { call } = await open(scriptedVendor("first", [step]), second);
    await call();
    expect(second.sent).toEqual([]);
  });

  test("for a failure that lasts is told as a problem, once until the model answers again", async () => {
    const first = scriptedVendor("first", [fails("auth"), fails("auth"), ok, fails("auth")]);
    const { call, problems } = await open(first, scriptedVendor("second", [ok]));
    const told = () =>
      problems.filter((problem) => String(problem).includes("go to its fallback second/m")).length;
    await call();
    await call();
    expect(told()).toBe(1);
    await call();
    await call();
    expect(told()).toBe(2);
  });

  test("answers no shadow run and no eval: there a failure is a failure", async () => {
    const second = scriptedVendor("second", [ok]);
    const { promptrail } = await open(scriptedVendor("first", [fails("auth")]), second);
    const { error } = await drive(promptrail.evaluate("greeting", 1, { name: "Ada" }));
    expect(error).toMatchObject({ kind: "auth" });
    expect(second.sent).toEqual([]);
  });
});

describe("a model that fails for most", () => {
  test("is left alone, probed after ten seconds, and after twice as long each time", async () => {
    const first = scriptedVendor("first", [fails("server_error", 0)]);
    const { call, problems } = await open(first);
    for (let at = 0; at < 30; at += 1) await call();
    const sentUntilOpen = first.sent.length;
    // The retries that were saved up are spent before: they count as well.
    expect(sentUntilOpen).toBe(20);
    expect(
      problems.filter((problem) => String(problem).includes("20 of the last 20")),
    ).toHaveLength(1);
    const { error, tookMs } = await call();
    expect(error).toMatchObject({ kind: "overloaded", retryAfterMs: expect.any(Number) });
    expect(tookMs).toBe(0);
    const probes: number[] = [];
    const end = Date.now() + 140_000;
    let seen = first.sent.length;
    while (Date.now() < end) {
      await vi.advanceTimersByTimeAsync(500);
      await call();
      if (first.sent.length > seen) probes.push(first.sent.at(-1)?.at ?? 0);
      seen = first.sent.length;
    }
    const pauses = probes
      .slice(1)
      .map((at, index) => Math.floor((at - (probes[index] ?? 0)) / 1_000));
    expect(pauses.slice(0, 3)).toEqual([20, 40, 60]);
  });

  test("is asked by all again once a probe is answered", async () => {
    const sick = Array.from({ length: 20 }, () => fails("overloaded", 0));
    const first = scriptedVendor("first", [...sick, ok]);
    const { call } = await open(first);
    while (first.sent.length < 20) await call();
    await vi.advanceTimersByTimeAsync(10_000);
    expect((await call()).value).toMatchObject({ text: "from first" });
    expect((await call()).value).toMatchObject({ text: "from first" });
  });

  test("is not taken for ill because of requests that were wrong", async () => {
    const first = scriptedVendor("first", [fails("bad_request")]);
    const { call } = await open(first);
    for (let at = 0; at < 60; at += 1) await call();
    expect(first.sent).toHaveLength(60);
  });
});

test("in steady failure few requests are repeats", async () => {
  // Every third request fails: too few for the breaker.
  const steps = [fails("server_error", 0), ok, ok];
  const script = scriptedVendor(
    "first",
    Array.from({ length: 2_000 }, (_, at) => steps[at % 3] ?? ok),
  );
  const { call } = await open(script);
  const calls = 600;
  for (let at = 0; at < calls; at += 1) await call();
  expect(script.sent.length).toBeLessThanOrEqual(calls * 1.1 + 10);
});

test("whatever vendors do, a call ends by its deadline, tells each attempt and pays no more than three a model", async () => {
  const end = fc.constantFrom<Step["end"]>(
    ...([
      "ok",
      "incomplete_stream",
      "truncated",
      "rate_limited",
      "overloaded",
      "server_error",
    ] as const),
    ...(["timeout", "network", "quota", "auth", "bad_request", "not_found"] as const),
  );
  const step: fc.Arbitrary<Step> = fc.record({
    afterMs: fc.oneof(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 9_000 })),
    end,
    retryAfterMs: fc.option(fc.constantFrom(0, 1, 1_000, 3_600_000, -5, Number.NaN), {
      nil: undefined,
    }),
  });
  const steps = fc.array(step, { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.option(steps, { nil: undefined }),
      fc.integer({ min: 1, max: 6_000 }),
      async (own, other, timeoutMs) => {
        const first = scriptedVendor("first", own);
        const second = other && scriptedVendor("second", other);
        const { call, finished, promptrail } = await open(first, second);
        const { value, error, tookMs } = await call(timeoutMs);
        expect(tookMs).toBeLessThanOrEqual(timeoutMs + 50);
        expect(first.sent.length).toBeLessThanOrEqual(3);
        expect(second?.sent.length ?? 0).toBeLessThanOrEqual(3);
        const [record] = finished;
        const requests = first.sent.length + (second?.sent.length ?? 0);
        expect(record?.attempts).toHaveLength(requests);
        expect(record?.attempts.filter(({ fallback }) => fallback)).toHaveLength(
          second?.sent.length ?? 0,
        );
        expect(record?.fallback).toBe(value?.fallback ?? record?.fallback);
        if (error === undefined) expect(record?.outcome).toBe(value?.outcome);
        if (record?.success === true) expect(record.outcome).toBe("ok");
        await promptrail.close();
      },
    ),
    { numRuns: randomRuns({ usual: 60, long: 5_000 }) },
  );
});
