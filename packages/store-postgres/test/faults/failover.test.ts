import type { Command, OpenStore, Snapshot } from "@promptrail/core/lifecycle";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { type DatabaseProxy, startProxy } from "../../../../tooling/test/start-proxy.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { openEnvironment } from "../../src/open-environment.js";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { bringLive, promote, recover, rollback } from "../commands.js";
import { type Cluster, startCluster } from "./start-cluster.js";
import { openStore, type WatchedStore, watchStore } from "./watch-store.js";

const isMissing = inject("postgresAdminUrl") === null;
const title = titleOnPostgres("that lost the last two decisions");
const environment = "production";

/** A process's store, and how often it has asked the database something. */
async function openCounted(url: string) {
  const asked = { queries: 0, transactions: 0 };
  const inner = createPostgresPool({ url, directUrl: url, maxConnections: 4, description: "test" });
  const pool: SqlPool = {
    ...inner,
    query: (...statement) => {
      asked.queries += 1;
      return inner.query(...statement);
    },
    transaction: (...work) => {
      asked.transactions += 1;
      return inner.transaction(...work);
    },
  };
  const release = () => inner.close();
  const settings = { environment, pollMs: 50, listen: true, release };
  return { asked, store: await openEnvironment({ pool, ...settings }) };
}

describe.skipIf(isMissing)(`a failover ${title}`, () => {
  let primary: Cluster;
  let standby: Cluster;
  let proxy: DatabaseProxy;
  let process: WatchedStore;
  let promoted: OpenStore;
  let asked: { readonly queries: number; readonly transactions: number };
  /** What the process had applied of the lost history. */
  let lost: Snapshot;
  const toldSince = () => process.told.slice(2);
  // Five decisions are on both, two on the old primary alone; a process has them all, and goes on.
  beforeEach(async () => {
    primary = await startCluster();
    const first = await openStore({ url: primary.url, environment });
    await bringLive(first, "fraud_score", 3);
    await bringLive(first, "product_description", 2);
    await first.close();
    standby = await primary.startStandby();
    proxy = await startProxy(primary.url);
    const opened = await openCounted(proxy.url);
    ({ asked } = opened);
    process = await watchStore(opened.store);
    for (const family of ["fraud_score", "product_description"]) {
      const { decision } = await opened.store.status.decide(rollback(family));
      await expect.poll(() => process.told.at(-1)?.revision).toBe(decision?.revision);
    }
    lost = await opened.store.status.readSnapshot();
    await runSql(standby.url, "select pg_promote()");
    proxy.redirect(standby.url);
    proxy.cut();
    promoted = await openStore({ url: standby.url, environment });
    await expect.poll(toldSince).toEqual([await promoted.status.readSnapshot()]);
  });
  afterEach(async () => {
    await Promise.all([process?.store, promoted, proxy].map((each) => each?.close()));
    await Promise.all([standby, primary].map((cluster) => cluster?.remove()));
  });

  /** Decides on the promoted database, and sees that the watch tells it, and on what it follows. */
  async function decideThere(command: Command): Promise<void> {
    const before = await promoted.status.readSnapshot();
    await promoted.status.decide(command);
    await expect.poll(() => process.told.at(-1)).toEqual(await promoted.status.readSnapshot());
    expect(process.follows.at(-1)).toMatchObject({
      storeId: before.storeId,
      revision: before.revision,
      headHash: before.headHash,
    });
  }

  test("is told as it is, once, and on nothing that was told before", async () => {
    expect(toldSince()).toMatchObject([{ revision: 5, storeId: lost.storeId }]);
    expect(process.follows.slice(2)).toEqual([null]);
    const { queries, transactions } = asked;
    await expect.poll(() => asked.queries).toBeGreaterThan(queries + 5);
    expect(asked.transactions).toBe(transactions);
    expect(toldSince()).toHaveLength(1);
    expect(process.problems.map(String).join()).not.toContain("state_regression");
  });

  test("is told on with each decision, also where that passes what was lost", async () => {
    for (const version of [1, 2, 1]) await decideThere(promote("fraud_score", version));
    for (const { family } of lost.families) await decideThere(recover(family, null, 7));
    expect(toldSince().map(({ revision }) => revision)).toEqual([5, 6, 7, 8, 9, 10]);
  });

  test("is told anew once the old primary is back, with what was lost", async () => {
    await decideThere(promote("fraud_score", 1));
    const { headHash } = await promoted.status.readSnapshot();
    proxy.redirect(primary.url);
    proxy.cut();
    await expect.poll(() => process.told.at(-1)).toEqual(lost);
    // Its own decision of that revision, and not the one that was told last.
    expect(process.follows.at(-1)).toMatchObject({ revision: 6 });
    expect(process.follows.at(-1)?.headHash).not.toBe(headHash);
  });
});
