import { noUsage } from "@promptrail/core/provider-kit";
import { fakeProvider } from "@promptrail/testing";
import { expect, test } from "vitest";
import { createPromptrail } from "../src/index.js";
import { project } from "./prompts.js";

test("a cost is unknown where the vendor does not say what was used, in result and record", async () => {
  const prices = { input: 1, output: 2 };
  const model = { contextWindow: 1_000, maxOutput: 100, prices, settings: [] };
  const provider = fakeProvider({ models: { m: model }, answers: ["Hi.", new Error("down")] });
  const promptrail = await createPromptrail(project(provider));
  const { cost, usage } = await promptrail.call("greeting", { name: "Ada" });
  expect({ cost, usage }).toEqual({ cost: null, usage: noUsage });
  await expect(promptrail.call("greeting", { name: "Ada" })).rejects.toThrow("down");
  await promptrail.flush();
  const records = await promptrail.calls.read({ limit: 10 });
  expect(records.map((record) => ({ cost: record.cost, usage: record.usage }))).toEqual([
    { cost: null, usage: noUsage },
    { cost: null, usage: noUsage },
  ]);
});

test("a provider that says nothing of its usage at all breaks no call", async () => {
  const silent: object = { text: "Hi.", usage: null };
  const provider = fakeProvider({ answers: [silent] });
  const promptrail = await createPromptrail(project(provider));
  expect(await promptrail.call("greeting", { name: "Ada" })).toMatchObject({
    text: "Hi.",
    cost: null,
    usage: noUsage,
  });
});
