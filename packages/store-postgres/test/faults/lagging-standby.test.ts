import type { Snapshot } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { bringLive, promote, rollback } from "../commands.js";
import { type Cluster, startCluster } from "./start-cluster.js";
import { openStore, watchStore } from "./watch-store.js";

const isMissing = inject("postgresAdminUrl") === null;
const title = titleOnPostgres("a standby that lags behind");
const environment = "production";
const family = "fraud_score";

/** Of what was read: what is decided there is refused by the database itself. */
const refusal = expect.objectContaining({
  code: "store_unavailable",
  message: expect.stringMatching(/may be out of date. Point DATABASE_URL at the primary/),
});

describe.skipIf(isMissing)(title, () => {
  let primary: Cluster;
  let standby: Cluster;
  let proxy: DatabaseProxy;
  beforeAll(async () => {
    primary = await startCluster();
    const store = await openStore({ url: primary.url, environment });
    await bringLive(store, family, 3);
    await store.close();
    standby = await primary.startStandby("5s");
    proxy = await startProxy(primary.url);
  });
  afterAll(async () => {
    await proxy?.close();
    await Promise.all([standby, primary].map((cluster) => cluster?.remove()));
  });

  /** The last decision that a reader of the standby sees. */
  const readStandby = async () => {
    const query = "select revision::int from promptrail.environment_head";
    const [head] = await runSql<{ revision: number }>(standby.url, query);
    return head?.revision;
  };

  /** Whether the standby holds something that it does not show yet. */
  const isBehind = async () => {
    const query = "select pg_last_wal_receive_lsn() > pg_last_wal_replay_lsn() as behind";
    const [row] = await runSql<{ behind: boolean }>(standby.url, query);
    return row?.behind;
  };

  /** The most often that one message was told. */
  const countRepeats = (problems: readonly unknown[]) => {
    const messages = problems.map(String);
    const repeats = messages.map((text) => messages.filter((each) => each === text).length);
    return Math.max(0, ...repeats);
  };

  test("is no state to a process that is pointed at it: not when it is old, nor once it caught up", async () => {
    const operator = await openStore({ url: primary.url, environment });
    const store = await openStore({ url: standby.url, environment });
    const told: Snapshot[] = [];
    const problems: unknown[] = [];
    const started = performance.now();
    await store.status.watch(
      0,
      (snapshot) => told.push(snapshot),
      (problem) => problems.push(problem),
    );
    const { decision } = await operator.status.decide(rollback(family));
    await expect.poll(isBehind).toBe(true);
    expect(await readStandby()).toBe(3);
    await expect(store.status.readSnapshot()).rejects.toEqual(refusal);
    const deciding = store.status.decide(rollback(family));
    await expect(deciding).rejects.toMatchObject({ code: "store_unavailable" });
    await expect.poll(readStandby).toBe(decision?.revision);
    await expect(store.status.readSnapshot()).rejects.toEqual(refusal);
    expect(told).toEqual([]);
    expect(problems).toContainEqual(refusal);
    const seconds = (performance.now() - started) / 1_000;
    expect(countRepeats(problems)).toBeLessThanOrEqual(1 + Math.floor(seconds));
    await Promise.all([store, operator].map((each) => each.close()));
  });

  test("is not followed by a process that is moved to it, which keeps what it has until the primary is back", async () => {
    const operator = await openStore({ url: primary.url, environment });
    const store = await openStore({ url: proxy.url, environment });
    const watched = await watchStore(store);
    const { revision: first } = await store.status.readSnapshot();
    await expect.poll(readStandby).toBe(first);
    const { decision } = await operator.status.decide(promote(family, 1));
    const applied = decision?.revision ?? 0;
    await expect.poll(() => watched.told.at(-1)?.revision).toBe(applied);
    proxy.redirect(standby.url);
    proxy.cut();
    const moved = performance.now();
    expect(await readStandby()).toBe(first);
    await expect.poll(() => watched.problems).toContainEqual(refusal);
    const { state } = await operator.status.decide(promote(family, 2));
    await expect.poll(readStandby).toBe(applied + 1);
    // Asked once more, now that it shows a newer state than the process has.
    const refusals = () => watched.problems.filter((each) => refusal.asymmetricMatch(each)).length;
    const before = refusals();
    await expect.poll(refusals).toBeGreaterThan(before);
    expect(watched.told.map(({ revision }) => revision)).toEqual([applied]);
    const seconds = (performance.now() - moved) / 1_000;
    expect(countRepeats(watched.problems)).toBeLessThanOrEqual(1 + Math.floor(seconds));
    proxy.redirect(primary.url);
    proxy.cut();
    await expect.poll(() => watched.told.at(-1)?.families).toEqual([state]);
    expect(watched.problems.map(String).join()).not.toContain("state_regression");
    await Promise.all([store, operator].map((each) => each.close()));
  });
});
