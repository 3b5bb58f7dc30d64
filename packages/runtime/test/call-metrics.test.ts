import { type Meter, metrics } from "@opentelemetry/api";
import { definePrompt, memory, ProviderError } from "@promptrail/core";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { type Point, pick, startMetrics, valuesBy } from "./collected-metrics.js";
import { startRuntime } from "./lifecycle/start-runtime.js";
import { greetingV1, greetingV2, project, prompts, scoreV1 } from "./prompts.js";

const by = { actor: "ada", reason: "It went bad." } as const;
const noProblem = {
  state_regression: 0,
  immutability_violation: 0,
  active_unavailable: 0,
  store_unavailable: 0,
};

/** Active where it is promoted, and only in builds that have its filter. */
const shouting = definePrompt({
  family: "greeting",
  version: 4,
  status: "draft",
  changelog: "Loud.",
  filters: [{ name: "shout", version: 1, apply: (value: unknown) => String(value).toUpperCase() }],
  provider: "fake",
  model: "m",
  maxTokens: 5,
  userTemplate: "{{ name | shout }}",
});

describe("the count of calls", () => {
  test("has a call with its version, outcome and where the state came from", async () => {
    const collect = startMetrics();
    const provider = fakeProvider({ answers: () => ({ outcome: "truncated", text: "Hel" }) });
    const { promptrail } = await startRuntime({ providers: [provider] });
    const accept = ["truncated"] as const;
    await promptrail.call("greeting", { name: "Ada" }, { accept });
    await promptrail.call("greeting", { name: "Bob" }, { accept });
    await promptrail.call("greeting", { name: "Cy" }, { accept, version: 1 });
    const attributes = {
      environment: "production",
      family: "greeting",
      lane: "production",
      outcome: "truncated",
      state_source: "store",
      degraded: "",
    };
    const counted = pick(await collect(), "promptrail.calls");
    expect(counted.map(({ value, attributes: found }) => [value, found])).toEqual([
      [2, { ...attributes, version: 2, pinned: false }],
      [1, { ...attributes, version: 1, pinned: true }],
    ]);
  });

  test("marks a call that ran on another version than the live one", async () => {
    const collect = startMetrics();
    const store = memory();
    const newer = await startRuntime({ store, prompts: [...prompts, shouting] });
    const old = await startRuntime({ store, prompts: [greetingV1, greetingV2, scoreV1] });
    const promotion = { ...by, family: "greeting", toVersion: 4, override: "Tried." };
    await newer.promptrail.promote(promotion);
    await newer.promptrail.close();
    await expect.poll(() => old.promptrail.resolve("greeting").degraded).toBe("active_unavailable");
    await old.promptrail.call("greeting", { name: "Ada" });
    const points = await collect();
    expect(pick(points, "promptrail.calls", { degraded: "active_unavailable" })).toMatchObject([
      { value: 1, attributes: { family: "greeting", version: 2, outcome: "ok" } },
    ]);
    expect(valuesBy(points, "promptrail.problems", "code")).toEqual({
      ...noProblem,
      active_unavailable: 1,
    });
  });

  test("names the failure of a call that brought no answer, also of a stream", async () => {
    const collect = startMetrics();
    const failure = new ProviderError({ kind: "auth", provider: "fake", reason: "No such key." });
    const provider = fakeProvider({ answers: [failure, new Error("A bug."), "Hello."] });
    const { promptrail } = await startRuntime({ providers: [provider] });
    await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toBe(failure);
    await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toThrow("A bug.");
    for await (const _event of promptrail.stream("greeting", { name: "Ada" })) break;
    const failed = pick(await collect(), "promptrail.calls", { outcome: "failed" });
    expect(failed.map(({ value, attributes }) => [attributes["error.type"], value])).toEqual([
      ["auth", 1],
      ["unexpected", 1],
      ["cancelled", 1],
    ]);
  });

  test("keeps calls of evals and shadow runs apart from production", async () => {
    const collect = startMetrics();
    const shadow = definePrompt({
      family: "greeting",
      version: 4,
      status: "shadow",
      changelog: "Tried beside v2.",
      provider: "fake",
      model: "m",
      maxTokens: 5,
      userTemplate: "Shadow {{ name }}.",
    });
    const { promptrail } = await startRuntime({ prompts: [greetingV1, greetingV2, shadow] });
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.evaluate("greeting", 1, { name: "Ada" });
    await promptrail.flush();
    const counted = pick(await collect(), "promptrail.calls");
    const versionOf = ({ attributes }: Point) =>
      [attributes["lane"], attributes["version"]] as const;
    expect(new Map(counted.map(versionOf))).toEqual(
      new Map([
        ["production", 2],
        ["shadow", 4],
        ["eval", 1],
      ]),
    );
  });
});

test("the duration of a call is in seconds, under the names of the GenAI conventions", async () => {
  const collect = startMetrics();
  let time = Date.UTC(2025, 0, 1);
  const provider = fakeProvider({
    id: "claude",
    answers: () => {
      time += 1_500;
      return "Hello.";
    },
  });
  const onClaude = definePrompt({
    family: "greeting",
    version: 1,
    status: "active",
    provider: "claude",
    model: "m",
    maxTokens: 5,
    userTemplate: "Greet {{ name }}.",
  });
  const { promptrail } = await startRuntime(
    { prompts: [onClaude], providers: [provider] },
    { now: () => new Date(time) },
  );
  await promptrail.call("greeting", { name: "Ada" });
  expect(pick(await collect(), "promptrail.call.duration")).toMatchObject([
    {
      unit: "s",
      value: 1.5,
      attributes: {
        environment: "production",
        lane: "production",
        "gen_ai.prompt.name": "greeting",
        "gen_ai.prompt.version": "1",
        "gen_ai.request.model": "m",
        "gen_ai.provider.name": "anthropic",
      },
    },
  ]);
});

describe("a call", () => {
  test("runs without an SDK", async () => {
    const { promptrail, problems } = await startRuntime({ store: memory() });
    expect((await promptrail.call("greeting", { name: "Ada" })).text).toBe("Hello.");
    await promptrail.close();
    expect(problems).toEqual([]);
  });

  const broken = () => {
    throw new Error("The SDK is broken.");
  };
  const noMeter = metrics.getMeter("none");
  const counter = { add: broken };
  const meters: readonly (readonly [string, () => Meter])[] = [
    ["gives no meter", broken],
    ["refuses gauges", () => ({ ...noMeterMethods(), createObservableGauge: broken })],
    ["fails to count", () => ({ ...noMeterMethods(), createCounter: () => counter })],
    ["fails to end", () => ({ ...noMeterMethods(), removeBatchObservableCallback: broken })],
  ];

  function noMeterMethods(): Meter {
    return {
      createGauge: noMeter.createGauge.bind(noMeter),
      createHistogram: noMeter.createHistogram.bind(noMeter),
      createCounter: noMeter.createCounter.bind(noMeter),
      createUpDownCounter: noMeter.createUpDownCounter.bind(noMeter),
      createObservableGauge: noMeter.createObservableGauge.bind(noMeter),
      createObservableCounter: noMeter.createObservableCounter.bind(noMeter),
      createObservableUpDownCounter: noMeter.createObservableUpDownCounter.bind(noMeter),
      addBatchObservableCallback: noMeter.addBatchObservableCallback.bind(noMeter),
      removeBatchObservableCallback: noMeter.removeBatchObservableCallback.bind(noMeter),
    };
  }

  test.each(meters)("runs, with one report, under a provider that %s", async (_title, getMeter) => {
    metrics.setGlobalMeterProvider({ getMeter });
    onTestFinished(() => metrics.disable());
    const problems: unknown[] = [];
    const promptrail = await createPromptrail(project(), {
      onProblem: (error) => problems.push(error),
    });
    await promptrail.call("greeting", { name: "Ada" });
    await promptrail.call("greeting", { name: "Bob" });
    await promptrail.flush();
    expect(await promptrail.calls.read({ limit: 9 })).toHaveLength(2);
    await promptrail.close();
    expect(problems).toMatchObject([{ message: expect.stringContaining("The SDK is broken.") }]);
  });
});
