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
