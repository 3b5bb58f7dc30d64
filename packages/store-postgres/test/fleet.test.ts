import type { OpenStore, ProcessReport } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dataLimit } from "../src/sql/limits.js";
import { type EngineDatabase, engines, openMigrated } from "./engines.js";

const aDay = 86_400_000;

const report: ProcessReport = {
  processId: "one",
  name: "shop-1:4711",
  role: "runtime",
  revision: 0,
  appliedAgoMs: 0,
  stateSource: "store",
  problems: [],
};

describe.for(engines)("the fleet on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    const { pool } = database;
    store = await openMigrated(pool, "production");
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  const countRows = async () => {
    const [row] = await database.pool.query<{ count: number }>(
      "select count(*)::int as count from promptrail.process",
      [],
      dataLimit,
    );
    return row?.count;
  };

  test.skipIf(isMissing)(
    "is cleared of processes that were silent for a day by one that reports, not by one that looks",
    async () => {
      await store.fleet.report(report);
      await store.fleet.report({ ...report, processId: "two" });
      const age = (hours: number) =>
        database.pool.query(
          `update promptrail.process set reported_at = reported_at - $1::int * interval '1 hour'
         where process_id = 'one'`,
          [hours],
          dataLimit,
        );
      await age(23);
      expect(await store.fleet.read(2 * aDay)).toHaveLength(2);
      expect(await countRows()).toBe(2);
      await age(2);
      await store.fleet.read(1_000);
      expect(await countRows()).toBe(2);
      await store.fleet.report({ ...report, processId: "two" });
      expect(await countRows()).toBe(1);
      const [left] = await store.fleet.read(2 * aDay);
      expect(left?.processId).toBe("two");
    },
  );

  test.skipIf(isMissing)("refuses texts that cannot be kept by name", async () => {
    for (const wrong of [{ name: "a\0b" }, { problems: ["a\0b"] }]) {
      await expect(store.fleet.report({ ...report, ...wrong })).rejects.toMatchObject({
        code: "request_invalid",
      });
    }
  });
});
