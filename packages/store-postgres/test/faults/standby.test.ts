import type { Snapshot, SnapshotHead } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { postgres } from "../../src/postgres.js";
import { bringLive, promote, rollback } from "../commands.js";
import { type Cluster, startCluster } from "./start-cluster.js";
import { openStore, watchStore } from "./watch-store.js";

const isMissing = inject("postgresAdminUrl") === null;
const title = titleOnPostgres("standbys");
const environment = "production";

describe.skipIf(isMissing)(title, () => {
  let primary: Cluster;
  let standby: Cluster;
  let proxy: DatabaseProxy;
  beforeAll(async () => {
    primary = await startCluster();
    const store = await openStore({ url: primary.url, environment });
    await bringLive(store, "fraud_score", 3);
    await store.close();
    standby = await primary.startStandby();
    proxy = await startProxy(primary.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await Promise.all([standby, primary].map((cluster) => cluster?.remove()));
  });

  test("are refused as the store: what they show may be old", async () => {
    const refusal = {
      code: "store_unavailable",
      message: expect.stringMatching(/standby.* Point DATABASE_URL.* at the primary/),
    };
    const opened = await postgres(standby.url).open({ environment, projectFolder: "." });
    await expect(opened.status.readSnapshot()).rejects.toMatchObject(refusal);
    await expect(opened.status.decide(rollback("fraud_score"))).rejects.toMatchObject(refusal);
    const told: unknown[] = [];
    const problems: unknown[] = [];
    await opened.status.watch(
      0,
      (snapshot) => told.push(snapshot),
      (problem) => problems.push(problem),
    );
    await expect.poll(() => problems).toContainEqual(expect.objectContaining(refusal));
    expect(told).toEqual([]);
    await opened.close();
  });

  test("that are listened to are tried ever more seldom, and told at most once a second", async () => {
    const store = await openStore({ url: primary.url, directUrl: standby.url, environment });
    const started = performance.now();
    const watched = await watchStore(store);
    // Tries after 0, 100, 300, 700, 1,500 and 3,100 ms.
    await expect.poll(() => watched.problems.length).toBeGreaterThan(2);
    const seconds = (performance.now() - started) / 1_000;
    expect(watched.problems.length).toBeLessThanOrEqual(1 + Math.floor(seconds));
    expect(String(watched.problems[0])).toContain("LISTEN");
    await store.status.decide(promote("fraud_score", 1));
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(4);
    await store.close();
  });

  test("that were promoted without the last decisions are told as they are, and follow on what they have", async () => {
    const store = await openStore({ url: proxy.url, environment });
    const watched = await watchStore(store);
    const { decision } = await store.status.decide(rollback("fraud_score"));
    const revision = decision?.revision;
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(revision);
    await runSql(standby.url, "select pg_promote()");
    proxy.redirect(standby.url);
    proxy.cut();
    // Whoever holds a state decides which may replace it: the watch tells what there is.
    const last = () => [watched.told.at(-1), watched.follows.at(-1)];
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(3);
    const promoted = await openStore({ url: standby.url, environment });
    const before = await promoted.status.readSnapshot();
    expect(last()).toEqual([before, null]);
    // Its own decisions pass the revision that the process has, on another history.
    for (const version of [1, 2, 1]) {
      const follows = toHead(await promoted.status.readSnapshot());
      await promoted.status.decide(promote("fraud_score", version));
      await expect
        .poll(last)
        .toEqual([await promoted.status.readSnapshot(), expect.objectContaining(follows)]);
    }
    // The old primary comes back, with what the process has and one decision more.
    const original = await openStore({ url: primary.url, environment });
    const { state } = await original.status.decide(promote("fraud_score", 3));
    proxy.redirect(primary.url);
    proxy.cut();
    await expect.poll(() => watched.told.at(-1)?.families).toEqual([state]);
    expect(watched.problems.map(String).join()).not.toContain("state_regression");
    await Promise.all([store, promoted, original].map((each) => each.close()));
  });
});

const toHead = ({ storeId, revision, headHash }: Snapshot): SnapshotHead => ({
  storeId,
  revision,
  headHash,
});
