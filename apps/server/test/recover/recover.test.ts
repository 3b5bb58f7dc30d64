import { createClient } from "@promptrail/client";
import { historyWire, recoverReportWire } from "@promptrail/http-api";
import { afterEach, describe, expect, test } from "vitest";
import { startServer } from "../../src/index.js";
import { openShop, type Shop } from "../shop-project.js";
import { losingStore } from "./losing-store.js";

const family = "product_description";
const path = "/admin/recover";
const reason = "The primary's disk died.";
const promotion = { family, actor: "ada", override: "A test.", reason: "Shorter." };

const opened: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of opened.splice(0).reverse()) await each.close();
});

/** The shop serves version 3 by revision 3; its store is back at revision 1, where version 2 is live. */
async function openLostShop(): Promise<Shop> {
  const store = losingStore();
  const shop = await openShop({ store });
  opened.push(shop.promptrail);
  store.lag();
  await shop.promptrail.promote({ ...promotion, toVersion: 1 });
  await shop.promptrail.promote({ ...promotion, toVersion: 3 });
  store.failOver();
  return shop;
}

const active = ({ promptrail }: Shop) => promptrail.resolve(family).version.version;

describe("a recovery", () => {
  test("that keeps the fleet's state brings the store to what this server serves", async () => {
    const shop = await openLostShop();
    const response = await shop.ask(path, { scopes: ["promote"], body: { keep: "fleet", reason } });
    expect(response.status).toBe(200);
    const report = recoverReportWire.parse(await response.json());
    expect(report).toMatchObject({
      lostRevision: 3,
      families: [{ family, fromVersion: 2, toVersion: 3 }],
      missing: [],
    });
    expect(report.revision).toBeGreaterThan(3);
    expect(active(shop)).toBe(3);
    expect(await shop.store.status.readSnapshot()).toMatchObject({
      revision: report.revision,
      families: [{ activeVersion: 3 }],
    });
    expect(shop.promptrail.status()).toMatchObject({ revision: report.revision, problems: [] });
  });

  test("that keeps the store's state brings this server to it", async () => {
    const shop = await openLostShop();
    expect(active(shop)).toBe(3);
    const response = await shop.ask(path, { body: { keep: "store", reason } });
    expect(await response.json()).toMatchObject({ lost_revision: 3, families: [], missing: [] });
    expect(active(shop)).toBe(2);
    expect(shop.promptrail.status().problems).toEqual([]);
  });

  test("stands in the history with who asked for it, and why", async () => {
    const shop = await openLostShop();
    const headers = { "promptrail-actor": "ada@example.com" };
    await shop.ask(path, { headers, body: { keep: "fleet", reason } });
    const response = await shop.ask(`/admin/prompts/${family}/history`);
    const { decisions } = historyWire.parse(await response.json());
    const recovered = decisions.filter(({ change }) => change.kind === "recovered");
    const who = {
      actor: expect.stringMatching(/^ada@example.com via key:shop/),
      source: "http",
      reason,
    };
    expect(
      recovered.map(({ actor, source, reason: why }) => ({ actor, source, reason: why })),
    ).toEqual(recovered.map(() => who));
    const kept = { activeVersion: 3, activatedVersions: [2, 1, 3] };
    const puttingBack = recovered.filter(({ fromVersion: from, toVersion: to }) => from !== to);
    expect(puttingBack).toMatchObject([
      { fromVersion: 2, toVersion: 3, change: { lostRevision: 3, kept } },
    ]);
  });

  test("is told to the client as the server did it, over a real connection", async () => {
    const shop = await openLostShop();
    const key = "a-key-that-the-operator-chose";
    await shop.promptrail.keys.ensureAdmin({ chosen: key });
    const server = await startServer({ promptrail: shop.promptrail, port: 0, graceMs: 50 });
    opened.push(server);
    const client = createClient({ url: server.url, key });
    const report = await client.recover({ keep: "fleet", reason });
    expect(report).toEqual({
      lostRevision: 3,
      revision: shop.promptrail.status().revision,
      families: [{ family, fromVersion: 2, toVersion: 3 }],
      missing: [],
    });
    const [newest] = await client.history({ limit: 1 });
    expect(newest).toMatchObject({ change: { kind: "recovered", lostRevision: 3 } });
    await expect(client.recover({ keep: "fleet", reason })).rejects.toMatchObject({
      code: "not_eligible",
      message: expect.stringContaining("Nothing to recover"),
    });
  });

  test.each(["store", "fleet"])(
    "of the %s's state is refused where nothing was lost",
    async (keep) => {
      const shop = await openShop();
      const response = await shop.ask(path, { body: { keep, reason } });
      expect(response.status).toBe(409);
      expect(await response.json()).toMatchObject({
        code: "not_eligible",
        detail: expect.stringContaining("Nothing to recover"),
      });
      expect(await shop.promptrail.history()).toHaveLength(1);
    },
  );

  test.each([
    ["no reason", { keep: "store" }, "reason"],
    ["no choice", { reason }, "keep"],
    ["a choice that there is not", { keep: "both", reason }, "keep"],
    ["a family", { keep: "store", reason, family }, "family"],
  ])("with %s is a bad request", async (_, body, named) => {
    const shop = await openLostShop();
    const response = await shop.ask(path, { body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining(named) });
    expect(active(shop)).toBe(3);
  });
});
