import { once } from "node:events";
import { definePrompt, memory, PromptrailError, ProviderError, type Store } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test, vi } from "vitest";
import { slack } from "../../../tooling/test/run/promise-slack.ts";
import { startMetrics } from "./collected-metrics.js";
import { startRuntime } from "./lifecycle/start-runtime.js";
import { greetingV1, greetingV2, scoreV1 } from "./prompts.js";

const shadowVersion = definePrompt({
  family: "greeting",
  version: 4,
  status: "shadow",
  changelog: "Tried beside v2.",
  provider: "hanging",
  model: "m",
  maxTokens: 50,
  userTemplate: "Shadow {{ name }}.",
});

interface HangingCall {
  readonly deadline: number;
  readonly isAborted: () => boolean;
}

/** Answers nothing until its calls are aborted, as a vendor that is ill. */
function hangingProvider() {
  const calls: HangingCall[] = [];
  const provider = {
    ...fakeProvider(),
    id: "hanging",
    complete: async (
      _: unknown,
      { signal, deadline }: { signal: AbortSignal; deadline: number },
    ) => {
      calls.push({ deadline, isAborted: () => signal.aborted });
      if (!signal.aborted) await once(signal, "abort");
      throw new ProviderError({ kind: "cancelled", provider: "hanging", reason: "it was ended" });
    },
  };
  return { provider, calls };
}

async function startBesideHanging(store: Store = memory()) {
  const { provider, calls } = hangingProvider();
  const { promptrail, problems } = await startRuntime({
    prompts: [greetingV1, greetingV2, shadowVersion, scoreV1],
    providers: [fakeProvider({ answers: () => "Hi." }), provider],
    store,
  });
  const call = (timeoutMs?: number) =>
    promptrail.call("greeting", { name: "Ada" }, timeoutMs === undefined ? {} : { timeoutMs });
  return { promptrail, problems, call, calls };
}

describe("shadow runs of a version that hangs", () => {
  test("go on 32 at once, and those beyond are counted and told once", async () => {
    const collect = startMetrics();
    const { call, calls, problems, promptrail } = await startBesideHanging();
    for (let each = 0; each < 50; each += 1) expect((await call()).text).toBe("Hi.");
    await expect.poll(() => calls.length).toBe(32);
    expect(problems).toEqual([expect.objectContaining({ code: "unavailable" })]);
    promptrail.abortShadows();
    await expect.poll(() => calls.every(({ isAborted }) => isAborted())).toBe(true);
    await promptrail.flush();
    await call();
    await expect.poll(() => calls.length).toBe(33);
    const lost = (await collect()).filter(({ name }) => name === "promptrail.shadow.lost");
    const byReason = lost.map(({ attributes, value }) => [attributes["reason"], value]);
    expect(byReason).toEqual([
      ["shed", 18],
      ["cut", 32],
    ]);
  });

  test("take nothing from a call once all of them have hung for a second, and are counted all the same", async () => {
    const collect = startMetrics();
    vi.useFakeTimers({ toFake: ["Date"], now: new Date("2026-11-30T12:00:00Z") });
    try {
      const { promptrail, calls } = await startBesideHanging();
      let reads = 0;
      const context = {
        get name() {
          reads += 1;
          return "Ada";
        },
      };
      const countReads = async () => {
        reads = 0;
        await promptrail.call("greeting", context);
        return reads;
      };
      for (let each = 0; each < 32; each += 1) await countReads();
      await expect.poll(() => calls.length).toBe(32);
      const whileNew = await countReads();
      vi.setSystemTime(new Date("2026-11-30T12:00:01.001Z"));
      expect(await countReads()).toBe(whileNew - 1);
      const [lost] = (await collect()).filter(({ name }) => name === "promptrail.shadow.lost");
      expect(lost).toMatchObject({ attributes: { reason: "shed" }, value: 2 });
      promptrail.abortShadows();
    } finally {
      vi.useRealTimers();
    }
  });

  test("end with the deadline of their call, and after a minute at the latest", async () => {
    const { call, calls } = await startBesideHanging();
    for (const timeoutMs of [5_000, 600_000]) {
      const startedAt = Date.now();
      await call(timeoutMs);
      await expect.poll(() => calls.length).toBe(timeoutMs === 5_000 ? 1 : 2);
      const { deadline = 0 } = calls.at(-1) ?? {};
      const allowed = Math.min(timeoutMs, 60_000);
      expect(deadline - startedAt).toBeLessThanOrEqual(allowed + 1_000);
      expect(deadline - startedAt).toBeGreaterThan(allowed - 1_000);
    }
  });

  test("do not hold a process that ends", async () => {
    const { call, calls, promptrail } = await startBesideHanging();
    await call();
    await expect.poll(() => calls.length).toBe(1);
    const startedAt = performance.now();
    await promptrail.close();
    expect(performance.now() - startedAt).toBeLessThan(slack * 1_000);
    expect(calls[0]?.isAborted()).toBe(true);
  });
});

test("a store that takes no call records holds a process that ends for three seconds, and it says so", async () => {
  const inner = memory();
  const store: Store = {
    ...inner,
    open: async (settings) => {
      const opened = await inner.open(settings);
      return { ...opened, calls: { ...opened.calls, append: () => new Promise(() => {}) } };
    },
  };
  const { call, problems, promptrail } = await startBesideHanging(store);
  await call();
  const startedAt = performance.now();
  await promptrail.close();
  expect(performance.now() - startedAt).toBeLessThan(slack * 3_000);
  const told = problems.filter((problem) => problem instanceof PromptrailError).map(String);
  expect(told.join("\n")).toMatch(/did not accept the last call records within 3000 ms/);
});
