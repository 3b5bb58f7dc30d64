import { definePrompt } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider, manualClock } from "@promptrail/testing";
import { expect, test } from "vitest";
import { startMetrics } from "../collected-metrics.js";
import { startRuntime } from "../lifecycle/start-runtime.js";

const base = {
  family: "greeting",
  model: "m",
  maxTokens: 100,
  userTemplate: "Greet {{ name }}.",
} as const;
const active = definePrompt({ ...base, version: 1, status: "active", provider: "fake" });
const beside = definePrompt({
  ...base,
  version: 2,
  status: "shadow",
  changelog: "Tried beside v1.",
  provider: "ill",
});

async function start() {
  const collect = startMetrics();
  const clock = manualClock(Date.UTC(2026, 0, 5));
  let isIll = true;
  let asked = 0;
  const ill = fakeProvider({ id: "ill", answers: () => ({ text: "Hi.", usage: noUsage }) });
  const { promptrail, problems } = await startRuntime(
    {
      prompts: [active, beside],
      providers: [
        fakeProvider({ answers: () => "Hi." }),
        {
          ...ill,
          complete: async (...args: Parameters<typeof ill.complete>) => {
            asked += 1;
            if (isIll) throw new Error("The shadow is ill.");
            return ill.complete(...args);
          },
        },
      ],
    },
    { now: () => new Date(clock.now()) },
  );
  const call = async (times: number) => {
    const before = asked;
    for (let at = 0; at < times; at += 1) {
      await promptrail.call("greeting", { name: "Ada" });
      await promptrail.flush();
    }
    return asked - before;
  };
  const paused = async () => {
    const found = (await collect()).filter(({ name }) => name === "promptrail.shadow.lost");
    return found.map(({ attributes, value }) => [attributes["reason"], value]);
  };
  const heal = () => {
    isIll = false;
  };
  return { call, paused, heal, clock, problems };
}

test("a shadow version that fails is left alone but for a probe, is counted and told once, and comes back", async () => {
  const { call, paused, heal, clock, problems } = await start();
  expect(await call(30)).toBe(20);
  expect(await paused()).toEqual([["paused", 10]]);
  const told = problems.map(String).filter((text) => text.includes("makes no more of them"));
  expect(told).toEqual([
    expect.stringContaining("20 of the last 20 shadow runs of greeting_v2 failed within 30 s"),
  ]);
  clock.advance(10_000);
  expect(await call(5)).toBe(1);
  clock.advance(10_000);
  expect(await call(5)).toBe(0);
  clock.advance(10_000);
  heal();
  expect(await call(5)).toBe(5);
});
