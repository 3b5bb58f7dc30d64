import { once } from "node:events";
import { connect } from "node:net";
import { createClient } from "@promptrail/client";
import { type Decision, isPromptrailError } from "@promptrail/core";
import { type Command, hashDecision } from "@promptrail/core/lifecycle";
import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { type RunningServer, startServer } from "../src/index.js";
import { hangingProvider } from "./hanging-provider.js";
import { context, openShop, type ShopSettings } from "./shop-project.js";

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

async function serveShop(settings: ShopSettings = {}) {
  const shop = await openShop(settings);
  const server: RunningServer = await startServer({
    promptrail: shop.promptrail,
    port: 0,
    graceMs: 50,
  });
  opened.push(shop.promptrail, server);
  const { created } = await shop.promptrail.keys.ensureAdmin({ chosen: "" });
  const key = created ?? "";
  return { ...shop, server, key, client: createClient({ url: server.url, key, actor: "Zoë" }) };
}

const family = "product_description";

const drill: Command = {
  kind: "drill",
  family,
  actor: "ada",
  source: "library",
  reason: "Measured.",
  fromVersion: null,
  expectedRevision: null,
  idempotencyKey: null,
};

describe("a client of a running server", () => {
  test("does the whole story over HTTP", async () => {
    const { client, provider, promptrail } = await serveShop();
    provider.answer("A kettle.", "An older kettle.", "A streamed kettle.");
    await client.health();
    expect(await client.readiness()).toMatchObject({ ready: true, revision: 1 });
    expect((await client.listPrompts())[0]).toMatchObject({ family, activeVersion: 2 });
    expect(await client.call(family, context)).toMatchObject({ version: 2, text: "A kettle." });
    expect(await client.call(family, context, { version: 1 })).toMatchObject({ version: 1 });
    const events = [];
    for await (const event of client.stream(family, context)) events.push(event);
    expect(events.map(({ type }) => type)).toEqual(["text-delta", "finish"]);
    expect(await client.render(family, context)).toMatchObject({ key: `${family}_v2` });
    expect(await client.rollback({ family, fromVersion: 2, reason: "Wrong." })).toEqual({
      rolledBackFrom: `${family}_v2`,
      rolledBackTo: `${family}_v1`,
      revision: 2,
      alreadyApplied: false,
    });
    const history = await client.history({ family });
    expect(history.map(({ actor }) => actor)).toEqual([
      "Zoë via key:admin",
      expect.stringMatching(/^boot of \S+@\S+ \(build [0-9a-f]{40}\)$/),
    ]);
    expect(history).toEqual(await promptrail.history({ family }));
    const [{ hash, ...decision } = { hash: "" }] = history;
    expect("family" in decision && hashDecision(decision)).toBe(hash);
    const { snapshot } = await client.status();
    expect(snapshot).toMatchObject({ revision: 2, headHash: hash });
    const request = { family, toVersion: 3, reason: "Shorter.", override: "A test." };
    expect(await client.promote({ ...request, idempotencyKey: "one" })).toMatchObject({
      promotedTo: `${family}_v3`,
      evidenceId: null,
    });
    expect(await client.readVersion(family, 3)).toMatchObject({
      changelog: "Tries a shorter text.",
    });
  });

  test("reads a history that is longer than one answer, in parts of any size", async () => {
    const { client, store } = await serveShop();
    for (let each = 0; each < 1_100; each += 1) await store.status.decide(drill);
    const query = { family: null, limit: 2_000, before: null };
    const whole = await store.status.readHistory(query);
    expect(whole).toHaveLength(1_101);
    const size = fc.integer({ min: 10, max: 1_000 });
    const of = fc.constantFrom({}, { family });
    const readAll = async (limit: number, of: { readonly family?: string }) => {
      const found: Decision[] = [];
      let page = await client.historyPage({ ...of, limit });
      found.push(...page.decisions);
      while (page.nextBefore !== null) {
        page = await client.historyPage({ ...of, limit, before: page.nextBefore });
        found.push(...page.decisions);
      }
      return found;
    };
    await fc.assert(
      fc.asyncProperty(size, of, async (limit, of) => {
        expect(await readAll(limit, of)).toEqual(whole);
      }),
      { numRuns: 10 },
    );
    expect(await client.history({ limit: 2, before: 3 })).toEqual(whole.slice(-2));
  });

  test("gets the server's errors with their code and data", async () => {
    const { client, provider } = await serveShop();
    provider.answer({ outcome: "refused", text: "I would rather not." });
    const failure = await client.call(family, context).catch((error: unknown) => error);
    expect(isPromptrailError(failure)).toBe(true);
    expect(failure).toMatchObject({
      code: "outcome_refused",
      data: { outcome: "refused", text: "I would rather not.", call_id: expect.any(String) },
    });
    await expect(client.rollback({ family, toVersion: 9 })).rejects.toMatchObject({
      code: "unknown_version",
      data: { family, version: 9, known: [1, 2, 3, 4] },
    });
    await expect(client.promote({ family, toVersion: 3, reason: "x" })).rejects.toMatchObject({
      code: "gate_refused",
    });
  });

  test("that gives up on a call ends the upstream call", async () => {
    const { provider, started, aborted } = hangingProvider();
    const { client } = await serveShop({ provider });
    const stop = new AbortController();
    const calling = client.call(family, context, { signal: stop.signal });
    await started;
    stop.abort();
    await expect(calling).rejects.toThrow(/abort/i);
    await expect(aborted).resolves.toBeUndefined();
  });

  test("that leaves a stream ends the upstream call", async () => {
    const { provider, aborted } = hangingProvider();
    const { client } = await serveShop({ provider });
    for await (const event of client.stream(family, context)) {
      expect(event).toEqual({ type: "text-delta", text: "A ket" });
      break;
    }
    await expect(aborted).resolves.toBeUndefined();
  });
});

describe("a running server", () => {
  test("binds to this machine alone unless told otherwise", async () => {
    const { server } = await serveShop();
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test("says so when its port is taken", async () => {
    const { server, promptrail } = await serveShop();
    const port = Number(new URL(server.url).port);
    await expect(startServer({ promptrail, port })).rejects.toMatchObject({
      code: "config_invalid",
      message: expect.stringContaining("Another process uses the port"),
    });
  });

  test.each([{ port: 99_999 }, { port: -1 }, { port: 0.5 }, { host: " ", port: 0 }])(
    "refuses an address that no server can have: %j",
    async (address) => {
      const { promptrail } = await openShop();
      opened.push(promptrail);
      await expect(startServer({ promptrail, ...address })).rejects.toMatchObject({
        code: "config_invalid",
        message: expect.stringMatching(/^The (?:port|host) /),
      });
    },
  );

  test("that cannot say where it is does not go on listening", async () => {
    const { promptrail } = await serveShop();
    let url = "";
    const starting = startServer({
      promptrail,
      port: 0,
      onListening: (told) => {
        url = told;
        throw new Error("The caller's mistake.");
      },
    });
    await expect(starting).rejects.toThrow("The caller's mistake.");
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  });

  test("closes while connections are open and a stream runs", async () => {
    const { provider, aborted } = hangingProvider();
    const { client, server } = await serveShop({ provider });
    const idle = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(idle, "connect");
    const events = client.stream(family, context)[Symbol.asyncIterator]();
    await events.next();
    await server.close();
    await server.close();
    await expect(aborted).resolves.toBeUndefined();
    await expect(events.next()).rejects.toMatchObject({ code: "unavailable" });
    idle.destroy();
  });

  test("ends event streams cleanly when it closes, without waiting for its grace", async () => {
    const { promptrail, key } = await serveShop();
    const server = await startServer({ promptrail, port: 0, graceMs: 20_000 });
    const response = await fetch(`${server.url}/v1/events`, {
      headers: { authorization: `Bearer ${key}` },
    });
    const startedAt = performance.now();
    const [text] = await Promise.all([response.text(), server.close()]);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
    expect(text).toContain("event: status");
  });

  test("refuses a key of another store", async () => {
    const { server } = await serveShop();
    const elsewhere = await openShop();
    const { secret } = await elsewhere.promptrail.keys.add({ name: "x", scopes: ["read"] });
    const stranger = createClient({ url: server.url, key: secret });
    await expect(stranger.status()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
