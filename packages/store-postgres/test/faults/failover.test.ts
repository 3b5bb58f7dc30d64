import { type Command, type OpenStore, type Snapshot, toRecoveredState } from "@promptrail/core";
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
const stands = (family: string) => recover(family, null, 7);

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
  const regressions = () =>
    process.problems.filter((each) => String(each).includes("state_regression"));

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
    await expect.poll(() => regressions().length).toBe(1);
    promoted = await openStore({ url: standby.url, environment });
  });
  afterEach(async () => {
    await Promise.all([process?.store, promoted, proxy].map((each) => each?.close()));
    await Promise.all([standby, primary].map((cluster) => cluster?.remove()));
  });

  /** Decides on the promoted database, and sees that the process looks at it and applies nothing. */
  async function decideInVain(command: Command): Promise<void> {
    const { decision } = await promoted.status.decide(command);
    const revision = `is at revision ${decision?.revision} of another history`;
    await expect.poll(() => String(regressions().at(-1))).toContain(revision);
    expect(toldSince()).toEqual([]);
  }

  test("is told with the cure; later decisions alone are not applied, and asked about once", async () => {
    expect(String(regressions()[0])).toContain("`promptrail recover --keep fleet`");
    for (const version of [1, 2, 1]) await decideInVain(promote("fraud_score", version));
    const { queries, transactions } = asked;
    await expect.poll(() => asked.queries).toBeGreaterThan(queries + 5);
    expect(asked.transactions).toBe(transactions);
    expect(toldSince()).toEqual([]);
  });

  test("lets a process take the store's state once it was decided above what was lost", async () => {
    await decideInVain(stands("fraud_score"));
    await decideInVain(stands("product_description"));
    await promoted.status.decide(stands("fraud_score"));
    await expect.poll(toldSince).toEqual([await promoted.status.readSnapshot()]);
    expect(toldSince()).toMatchObject([{ revision: 8, storeId: lost.storeId }]);
    const count = regressions().length;
    await promoted.status.decide(promote("product_description", 1));
    await expect.poll(() => toldSince().slice(1)).toEqual([await promoted.status.readSnapshot()]);
    expect(regressions()).toHaveLength(count);
  });

  test("lets a process take the fleet's state, never a part of it", async () => {
    for (const version of [1, 2]) await decideInVain(promote("fraud_score", version));
    for (const state of lost.families) {
      await decideInVain(recover(state.family, toRecoveredState(state), 7));
    }
    for (const { family } of lost.families) await promoted.status.decide(stands(family));
    await expect.poll(() => toldSince().at(-1)?.revision).toBe(11);
    const kept = lost.families.map((state) => {
      const hold = { revision: expect.any(Number), reason: "a test" };
      return { ...toRecoveredState(state), hold };
    });
    for (const { families } of toldSince()) expect(families.map(toRecoveredState)).toEqual(kept);
  });
});
