import { memory } from "@promptrail/core";
import type { ApiKey, FleetStore, OpenStore } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ProcessLimiter } from "../src/limits/process-limiter.js";
import { openShop } from "./shop-project.js";

beforeEach(() => vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => vi.useRealTimers());

const key = (id: string): ApiKey => ({
  id,
  name: `key ${id}`,
  secretHash: "",
  scopes: ["report"],
  families: ["*"],
  createdAt: new Date(0),
  expiresAt: null,
  lastUsedAt: null,
  replacedAt: null,
});

const idsOf = async (fleet: FleetStore) =>
  (await fleet.read(3_600_000)).map(({ processId }) => processId).sort();

/** A server's limiter of 3 processes a key, on a store that others may have. */
function openServer({ fleet }: OpenStore) {
  const processes = new ProcessLimiter(3, () => Date.now());
  const report = async (id: string, name: string) => {
    const processId = `${id}.${name}`;
    await processes.admit(key(id), processId, {
      fleet: ({ withinMs = 0 } = {}) => fleet.read(withinMs),
      removeProcess: (gone) => fleet.leave(gone),
    });
    await fleet.report({
      processId,
      name,
      role: "follower",
      revision: 0,
      appliedAgoMs: 0,
      stateSource: "store",
      problems: [],
    });
  };
  return { report };
}

const openStore = () => memory().open({ environment: "test", projectFolder: "." });

test("a key's processes beyond the most are refused, and the others go on", async () => {
  const store = await openStore();
  const { report } = openServer(store);
  for (const name of ["a", "b", "c"]) await report("k1", name);
  await expect(report("k1", "d")).rejects.toMatchObject({
    status: 429,
    message: expect.stringContaining('"key k1" is used by 3 reporting processes'),
  });
  await report("k1", "a");
  await report("k2", "d");
  expect(await idsOf(store.fleet)).toEqual(["k1.a", "k1.b", "k1.c", "k2.d"]);
});

test("a process that has been silent gives its place to a new one, the longest first", async () => {
  const store = await openStore();
  const { report } = openServer(store);
  for (const name of ["a", "b", "c"]) await report("k1", name);
  vi.advanceTimersByTime(10_000);
  await report("k1", "a");
  vi.advanceTimersByTime(6_000);
  await report("k1", "d");
  await report("k1", "e");
  expect(await idsOf(store.fleet)).toEqual(["k1.a", "k1.d", "k1.e"]);
  await expect(report("k1", "b")).rejects.toMatchObject({ status: 429 });
});

test("processes that report to another server count, too", async () => {
  const store = await openStore();
  const one = openServer(store);
  const other = openServer(store);
  await one.report("k1", "a");
  await other.report("k1", "b");
  await other.report("k1", "c");
  vi.advanceTimersByTime(6_000);
  await expect(one.report("k1", "d")).rejects.toMatchObject({ status: 429 });
  await one.report("k1", "c");
});

test("a server takes a thousand processes of one key, and no more", {
  timeout: 30_000,
}, async () => {
  const shop = await openShop();
  const headers = { ...(await shop.keyFor("report")), "content-type": "application/json" };
  const body = JSON.stringify({
    name: "web",
    revision: 1,
    applied_ago_ms: 0,
    state_source: "store",
    problems: [],
  });
  const put = async (id: string) =>
    (await shop.app.request(`/v1/processes/${id}`, { method: "PUT", headers, body })).status;
  for (let number = 1; number <= 1_000; number += 1) expect(await put(`run-${number}`)).toBe(204);
  expect(await put("run-1001")).toBe(429);
  expect(await put("run-1")).toBe(204);
  await shop.app.request("/v1/processes/run-2", { method: "DELETE", headers });
  expect(await put("run-1001")).toBe(204);
});
