import { definePrompt, type PromptrailConfig } from "@promptrail/core";
import { noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, test } from "vitest";
import { startMetrics } from "../collected-metrics.js";
import { startRuntime } from "../lifecycle/start-runtime.js";

const base = {
  family: "greeting",
  provider: "fake",
  model: "m",
  maxTokens: 100,
  userTemplate: "Greet {{ name }}.",
} as const;
const active = definePrompt({ ...base, version: 1, status: "active" });
const beside = definePrompt({
  ...base,
  version: 2,
  status: "shadow",
  changelog: "Tried beside v1.",
  maxTokens: 90,
});
/** 100 tokens of an answer cost a cent. */
const prices = { input: 0, output: 100 };
const priced = {
  contextWindow: 10_000,
  maxOutput: 1_000,
  prices,
  settings: ["maxTokens"],
} as const;

async function start(changes: Partial<PromptrailConfig>, models = {}) {
  const collect = startMetrics();
  const order: string[] = [];
  const fake = fakeProvider({
    answers: () => ({ text: "Hi.", usage: { ...noUsage, input: 1, output: 50 } }),
  });
  const provider = {
    ...fake,
    models,
    complete: async (...asked: Parameters<typeof fake.complete>) => {
      order.push(asked[1].lane);
      return fake.complete(...asked);
    },
  };
  const { promptrail, problems } = await startRuntime({
    prompts: [active, beside],
    providers: [provider],
    ...changes,
  });
  const lost = async () => {
    await promptrail.flush();
    const metrics = (await collect()).filter(({ name }) => name === "promptrail.shadow.lost");
    return metrics.map(({ attributes, value }) => [attributes["reason"], value]);
  };
  return { promptrail, problems, order, lost };
}

describe("a shadow run", () => {
  test("begins when the answer of its call has gone out, on what the call was given", async () => {
    const { promptrail, order } = await start({});
    const context = { name: "Ada" };
    await promptrail.call("greeting", context, { subject: "ada" });
    expect(order).toEqual(["production"]);
    context.name = "Bob";
    await promptrail.flush();
    expect(order).toEqual(["production", "shadow"]);
    const calls = await promptrail.calls.read({ limit: 9 });
    expect(calls.map((call) => call.context)).toEqual([{ name: "Ada" }, { name: "Ada" }]);
    expect(new Set(calls.map(({ subject }) => subject)).size).toBe(1);
    expect(calls[0]?.subject).not.toBeNull();
  });

  test("begins after the end of a stream", async () => {
    const { promptrail, order } = await start({});
    for await (const event of promptrail.stream("greeting", { name: "Ada" })) {
      expect(order, event.type).toEqual([]);
    }
    await promptrail.flush();
    expect(order).toEqual(["shadow"]);
  });

  test("is not made beyond its calls, and counted", async () => {
    const families = { greeting: { shadowBudget: { callsPerMinute: 2 } } };
    const { promptrail, order, lost } = await start({ families });
    for (let at = 0; at < 5; at += 1) await promptrail.call("greeting", { name: "Ada" });
    expect(await lost()).toEqual([["budget", 3]]);
    expect(order.filter((lane) => lane === "shadow")).toHaveLength(2);
  });

  test("is not made beyond its dollars, by what it cost", async () => {
    // Two runs cost 0.005 each, and one that is reckoned with 0.009 fits behind them, but not behind three.
    const shadowBudget = { dollarsPerDay: 0.02 };
    const { promptrail, order, lost } = await start({ shadowBudget }, { m: priced });
    for (let at = 0; at < 5; at += 1) {
      await promptrail.call("greeting", { name: "Ada" });
      await promptrail.flush();
    }
    expect(order.filter((lane) => lane === "shadow")).toHaveLength(3);
    expect(await lost()).toEqual([["budget", 2]]);
  });

  test("is not made where dollars are bounded and its price is unknown", async () => {
    const { promptrail, order, lost } = await start({ shadowBudget: { dollarsPerDay: 100 } });
    await promptrail.call("greeting", { name: "Ada" });
    expect(await lost()).toEqual([["budget", 1]]);
    expect(order).toEqual(["production"]);
  });
});

test("a budget that bounds nothing is refused", async () => {
  const misspelt: object = { dolarsPerDay: 1 };
  await expect(start({ shadowBudget: misspelt })).rejects.toThrow(
    /`shadowBudget.dolarsPerDay` is not a bound of shadow runs.*dollarsPerDay/,
  );
  await expect(start({ shadowBudget: { callsPerMinute: -1 } })).rejects.toThrow(/from 0/);
});
