import { expect, test } from "vitest";
import type { ModelData } from "./model-data.js";
import { noUsage, priceUsage } from "./token-usage.js";

const model: ModelData = {
  contextWindow: 1_000,
  maxOutput: 100,
  prices: { input: 1, output: 10, cacheRead: 0.5 },
  settings: ["maxTokens"],
};

test("prices what was used, the cached part at its own price", () => {
  const usage = { ...noUsage, input: 1_000_000, output: 100_000, cacheRead: 400_000 };
  expect(priceUsage(usage, model)).toBeCloseTo(0.6 + 0.2 + 1, 12);
});

test("a vendor that says nothing of its cache has none", () => {
  expect(priceUsage({ ...noUsage, input: 1_000_000, output: 0 }, model)).toBe(1);
});

test.each([
  ["nothing", noUsage],
  ["only its input", { ...noUsage, input: 5 }],
  ["only its output", { ...noUsage, output: 5 }],
])("the cost of a call of which %s is known is unknown, not zero", (_title, usage) => {
  expect(priceUsage(usage, model)).toBeNull();
  expect(priceUsage({ ...noUsage, input: 0, output: 0 }, model)).toBe(0);
});
