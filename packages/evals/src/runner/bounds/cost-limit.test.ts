import { expect, test } from "vitest";
import { scriptTrial } from "../../fixtures/scripted-run.js";
import { CostLimit } from "./cost-limit.js";

const costs = (cost: number | null) => [scriptTrial(1, { cost })];

test("tells each of several who wait at once that there is room", async () => {
  const limit = new CostLimit(10);
  expect(await limit.begin()).toBe(true);
  const waiting = Promise.all([limit.begin(), limit.begin(), limit.begin()]);
  limit.end(costs(1));
  expect(await waiting).toEqual([true, true, true]);
});

test("lets as many of them in as fit, in their order, and the rest go once nothing fits", async () => {
  const limit = new CostLimit(3);
  await limit.begin();
  const told: string[] = [];
  const waiting = ["a", "b", "c"].map(async (name) => {
    const mayBegin = await limit.begin();
    told.push(`${name} ${mayBegin}`);
  });
  limit.end(costs(1));
  await expect.poll(() => told).toEqual(["a true", "b true"]);
  limit.end(costs(1));
  limit.end(costs(1));
  await Promise.all(waiting);
  expect(told).toEqual(["a true", "b true", "c false"]);
  expect(limit.stop).toEqual({ reason: "cost", limit: 3, spent: 3 });
});

test("refuses all who wait once a cost is unknown", async () => {
  const limit = new CostLimit(3);
  await limit.begin();
  const waiting = Promise.all([limit.begin(), limit.begin()]);
  limit.end(costs(null));
  expect(await waiting).toEqual([false, false]);
  expect(limit.stop).toEqual({ reason: "unknown_cost", limit: 3 });
});

test("refuses a first case that may cost more than the whole limit, and says how much that is", async () => {
  const limit = new CostLimit(0.0001);
  await expect(limit.begin(0.00561234)).rejects.toThrow(
    "The limit of cost is $0.0001, and the first case may cost up to $0.00562:",
  );
  expect(await new CostLimit(0.00562).begin(0.00561234)).toBe(true);
});

test("stops another run before a first case for which what is left is too small", async () => {
  const limit = new CostLimit(3);
  await limit.begin(2);
  limit.end(costs(1));
  expect(await limit.begin(2.5)).toBe(false);
  expect(limit.stop).toEqual({ reason: "cost", limit: 3, spent: 1 });
  expect(await limit.begin(2)).toBe(true);
  expect(limit.stop).toBeNull();
});
