import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { freezePostgres } from "../../../../tooling/test/freeze-postgres.ts";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { bringLive, promote, rollback } from "../commands.js";
import { type Cluster, startCluster } from "./start-cluster.js";
import { openStore, watchStore } from "./watch-store.js";

const isMissing = inject("postgresAdminUrl") === null;
const title = titleOnPostgres("a stopped server");
const environment = "production";
/** What a decision promises: to answer or to fail within two seconds. */
const promisedMs = 2_000;

describe.skipIf(isMissing)(title, () => {
  let cluster: Cluster;
  beforeAll(async () => {
    cluster = await startCluster();
  });
  afterAll(() => cluster?.remove());

  test("whose processes stand still fails decisions in under two seconds, and the watch goes on after", async () => {
    const store = await openStore({ url: cluster.url, environment });
    await bringLive(store, "fraud_score", 3);
    const watched = await watchStore(store);
    const thaw = await freezePostgres(cluster.url);
    try {
      for (const expectedRevision of [3, null]) {
        const started = performance.now();
        const deciding = store.status.decide({ ...rollback("fraud_score"), expectedRevision });
        await expect(deciding).rejects.toMatchObject({ code: "store_unavailable" });
        expect(performance.now() - started).toBeLessThan(slack * promisedMs);
      }
      await expect.poll(() => watched.problems.length).toBeGreaterThan(0);
    } finally {
      thaw();
    }
    const decide = () => store.status.decide(promote("fraud_score", 1)).catch(() => null);
    await expect.poll(decide).toMatchObject({ state: { activeVersion: 1 } });
    const { revision } = await store.status.readSnapshot();
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(revision);
    await store.close();
  });

  test("that ends and comes back is found again by the watch and by decisions", async () => {
    const store = await openStore({ url: cluster.url, environment: "restarted" });
    await bringLive(store, "fraud_score", 2);
    const watched = await watchStore(store);
    await cluster.stop();
    const started = performance.now();
    const deciding = store.status.decide(rollback("fraud_score"));
    await expect(deciding).rejects.toMatchObject({ code: "store_unavailable" });
    expect(performance.now() - started).toBeLessThan(slack * promisedMs);
    await cluster.start();
    const decide = () => store.status.decide(rollback("fraud_score", 2)).catch(() => null);
    await expect.poll(decide).toMatchObject({ state: { activeVersion: 1 } });
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(3);
    await store.close();
  });
});
