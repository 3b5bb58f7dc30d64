import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type FollowSettings, followServer } from "@promptrail/client/follow";
import { memory, type Store } from "@promptrail/core";
import type { OpenStore, Snapshot } from "@promptrail/core/lifecycle";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { fakeProvider } from "@promptrail/testing";
import { describe, expect, onTestFinished, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { startServer } from "../../src/index.js";
import { openShop, prompts, type Shop } from "../shop-project.js";
import { startProxy } from "./start-proxy.js";

const family = "product_description";
const key = "a-key-that-the-operator-chose";

async function serve(shop: Shop, port = 0) {
  const server = await startServer({ promptrail: shop.promptrail, port, graceMs: 50 });
  onTestFinished(() => server.close());
  return { ...server, port: Number(new URL(server.url).port) };
}

async function openServedShop(store: Store = memory()) {
  const shop = await openShop({ store });
  onTestFinished(() => shop.promptrail.close());
  await shop.promptrail.keys.ensureAdmin({ chosen: key });
  return { shop, server: await serve(shop) };
}

/** Follows as a process does: reads the state, then watches from there. */
async function follow(url: string, settings: Partial<FollowSettings> = {}) {
  const heard: { readonly snapshot: Snapshot; readonly at: number }[] = [];
  const problems: unknown[] = [];
  const source = followServer({ url, key, ...settings });
  const { revision } = await source.readSnapshot();
  const stop = await source.watch(
    revision,
    (snapshot) => heard.push({ snapshot, at: performance.now() }),
    (error) => problems.push(error),
  );
  onTestFinished(stop);
  return { heard, problems, revisions: () => heard.map(({ snapshot }) => snapshot.revision) };
}

/** Makes the other of two versions live, and tells how long `heard` took to hear of it. */
async function changeAndMeasure(shop: Shop, heard: readonly { readonly at: number }[]) {
  const before = heard.length;
  const { activeVersion: from } = shop.promptrail.status().families[0] ?? {};
  const startedAt = performance.now();
  await shop.promptrail.promote({
    family,
    toVersion: from === 2 ? 3 : 2,
    actor: "test",
    reason: "To and fro.",
    override: "A test.",
  });
  await expect.poll(() => heard.length, { interval: 2 }).toBe(before + 1);
  return (heard.at(-1)?.at ?? Number.POSITIVE_INFINITY) - startedAt;
}

/** Never polls again within a test: what is heard, is heard by events. */
const eventsOnly = { pollMs: 600_000 };

/** Counts the requests of a path. */
function countRequests(path: string) {
  const counter = { requests: 0 };
  const counted: typeof fetch = (input, init) => {
    if (input instanceof URL && input.pathname === path) counter.requests += 1;
    return fetch(input, init);
  };
  return { counter, fetch: counted };
}

/** Waits until a follower's event stream is there. */
async function untilStreaming(shop: Shop, heard: readonly { readonly at: number }[]) {
  await expect.poll(() => changeAndMeasure(shop, heard)).toBeLessThan(200);
}

describe("a follower of a server", () => {
  test("hears of a decision by events, long before it would ask", async () => {
    const { shop, server } = await openServedShop();
    const { heard } = await follow(server.url, eventsOnly);
    await untilStreaming(shop, heard);
    expect(heard.at(-1)?.snapshot).toEqual(await shop.store.status.readSnapshot());
  });

  test("hears within 650 ms while its event stream is half open and says nothing", async () => {
    const { shop, server } = await openServedShop();
    const proxy = await startProxy(server.url);
    const { heard } = await follow(proxy.url);
    await untilStreaming(shop, heard);
    proxy.swallow("GET /v1/events");
    for (let round = 0; round < 5; round += 1) {
      expect(await changeAndMeasure(shop, heard)).toBeLessThan(slack * 650);
    }
  });

  test("leaves a half-open stream for a new one, and misses nothing in between", async () => {
    const { shop, server } = await openServedShop();
    const proxy = await startProxy(server.url);
    const { counter, fetch } = countRequests("/v1/events");
    const { heard, revisions } = await follow(proxy.url, { ...eventsOnly, silenceMs: 300, fetch });
    await untilStreaming(shop, heard);
    proxy.swallow("GET /v1/events");
    const { revision } = await shop.promptrail
      .rollback({ family, actor: "test" })
      .then(({ state }) => state);
    const asked = counter.requests;
    await expect.poll(() => counter.requests).toBeGreaterThan(asked);
    proxy.swallow("nothing");
    proxy.cut();
    await expect.poll(() => revisions().at(-1)).toBe(revision);
  });

  test("comes back after its stream was cut, and misses nothing in between", async () => {
    const { shop, server } = await openServedShop();
    const proxy = await startProxy(server.url);
    const { heard, revisions } = await follow(proxy.url, eventsOnly);
    await untilStreaming(shop, heard);
    const { state } = await shop.promptrail.rollback({ family, actor: "test" });
    proxy.cut();
    await expect.poll(() => revisions().at(-1)).toBe(state.revision);
    expect(revisions()).toEqual(revisions().toSorted((left, right) => left - right));
  });

  test("catches up with a server that restarted with a higher revision", async () => {
    const { shop, server } = await openServedShop();
    const { revisions } = await follow(server.url, { pollMs: 20 });
    await server.close();
    await shop.promptrail.rollback({ family, actor: "test" });
    await serve(shop, server.port);
    await expect.poll(revisions).toEqual([2]);
  });

  test.each([
    ["has another store", false],
    ["has lost its last decisions", true],
  ])("tells once of a server that restarted and %s", async (_, isSame) => {
    const { shop, server } = await openServedShop();
    const { counter, fetch } = countRequests("/v1/status");
    const { revisions } = await follow(server.url, { pollMs: 20, fetch });
    const { storeId } = await shop.store.status.readSnapshot();
    await shop.promptrail.rollback({ family, actor: "test" });
    await expect.poll(revisions).toEqual([2]);
    await server.close();
    const other = await openShop({ store: isSame ? storeCalled(storeId) : memory() });
    onTestFinished(() => other.promptrail.close());
    await other.promptrail.keys.ensureAdmin({ chosen: key });
    await serve(other, server.port);
    await expect.poll(revisions).toEqual([2, 1]);
    const asked = counter.requests;
    await expect.poll(() => counter.requests).toBeGreaterThan(asked + 5);
    expect(revisions()).toEqual([2, 1]);
  });

  test("does not go over to another history that went on, until somebody decided that it stands", async () => {
    const { shop, server } = await openServedShop();
    const { revisions, problems } = await startFollower(server.url);
    const { storeId } = await shop.store.status.readSnapshot();
    await shop.promptrail.rollback({ family, actor: "test" });
    await expect.poll(() => revisions).toEqual([2]);
    await server.close();
    // A restored dump has the store's name, and others decide on.
    const other = await openShop({ store: storeCalled(storeId) });
    onTestFinished(() => other.promptrail.close());
    await other.promptrail.keys.ensureAdmin({ chosen: key });
    const promotion = { family, actor: "test", reason: "Anew.", override: "A test." };
    for (const version of [1, 3])
      await other.promptrail.promote({ ...promotion, toVersion: version });
    await serve(other, server.port);
    const regression = expect.objectContaining({ code: "state_regression" });
    await expect.poll(() => problems).toContainEqual(regression);
    await other.promptrail.promote({ ...promotion, toVersion: 2 });
    const told = () => problems.filter((each) => String(each).includes("is at revision 4 "));
    await expect.poll(told).toHaveLength(1);
    expect(revisions).toEqual([2]);
    await other.store.status.decide({
      kind: "recover",
      kept: null,
      lostRevision: 2,
      family,
      actor: "test",
      source: "library",
      reason: "The dump stands.",
      fromVersion: null,
      expectedRevision: null,
      idempotencyKey: null,
    });
    await expect.poll(() => revisions).toEqual([2, 5]);
  });
});

/** A process that follows, with the revisions that it applies after its start. */
async function startFollower(url: string) {
  const revisions: number[] = [];
  const problems: unknown[] = [];
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-follower-"));
  onTestFinished(() => rm(projectFolder, { recursive: true, force: true }));
  const follower: Promptrail = await createPromptrail(
    { prompts: [...prompts], providers: [fakeProvider()], projectFolder },
    {
      statusSource: followServer({ url, key, pollMs: 20 }),
      onProblem: (error) => problems.push(error),
    },
  );
  onTestFinished(() => follower.close());
  follower.watch((revision) => revisions.push(revision));
  return { revisions, problems };
}

/** A store that bears another one's name, as a restored dump of it does. */
function storeCalled(storeId: string): Store {
  const inner = memory();
  const rename = (snapshot: Snapshot): Snapshot => ({ ...snapshot, storeId });
  return {
    ...inner,
    open: async (settings) => {
      const store = await inner.open(settings);
      const status: OpenStore["status"] = {
        ...store.status,
        readSnapshot: async () => rename(await store.status.readSnapshot()),
        watch: (revision, onSnapshot, onProblem) =>
          store.status.watch(revision, (snapshot) => onSnapshot(rename(snapshot)), onProblem),
      };
      return { ...store, status };
    },
  };
}
