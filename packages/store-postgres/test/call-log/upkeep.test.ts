import { type CallLog, createCallId, type UpkeepReport } from "@promptrail/core/call-log";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainCall, plainRecord } from "../../../../tooling/test/records/plain-record.ts";
import { dataLimit } from "../../src/sql/limits.js";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";

const dayMs = 86_400_000;
const now = new Date("2026-11-30T12:00:00.000Z");

function callAt(startedAt: Date, changes: Parameters<typeof plainCall>[0] = {}) {
  return plainCall({ id: createCallId(startedAt), startedAt, text: "said", ...changes });
}

describe.for(engines)("upkeep of the call log on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  let calls: CallLog;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    store = await openMigrated(database.pool, "production");
    ({ calls } = store);
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  const listDays = async () =>
    (
      await database.pool.query<{ name: string }>(
        `select relname as name from pg_class
         where relkind = 'r' and relname ~ '^call_(figure|body)_[0-9]+_' order by 1`,
        [],
        dataLimit,
      )
    ).map(({ name }) => name);

  test.skipIf(isMissing)(
    "makes room for today and seven days, and a second time none",
    async () => {
      const { made } = await calls.upkeep({ now });
      expect(made).toHaveLength(16);
      expect(made[0]).toBe("figures of 2026-11-30 (kept for 365 days)");
      expect((await calls.upkeep({ now })).made).toEqual([]);
    },
  );

  test.skipIf(isMissing)("a call of a day that has no room gets it", async () => {
    const startedAt = new Date("2026-12-24T23:59:59.999Z");
    const next = new Date(startedAt.getTime() + 1);
    const retention = { figures: 90, bodies: 7 } as const;
    await calls.append([callAt(startedAt, { retention }), callAt(next, { retention })]);
    expect(await calls.read({ since: startedAt, limit: 9 })).toHaveLength(2);
    expect(await listDays()).toEqual(
      expect.arrayContaining(["call_body_7_20261225", "call_figure_90_20261224"]),
    );
  });

  test.skipIf(isMissing)(
    "drops a day once the calls of its end were kept for their time",
    async () => {
      const old = callAt(new Date("2026-01-05T23:59:59.000Z"), { family: "old" });
      await calls.append([old]);
      const read = () => calls.read({ family: "old", limit: 1 });
      await calls.upkeep({ now: new Date(old.startedAt.getTime() + 30 * dayMs) });
      expect((await read())[0]?.text).toBe("said");
      const { dropped } = await calls.upkeep({
        now: new Date(old.startedAt.getTime() + 31 * dayMs),
      });
      expect(dropped).toEqual(["bodies of 2026-01-05 (kept for 30 days)"]);
      expect((await read())[0]).toMatchObject({ text: null, bodyLoss: "expired", outcome: "ok" });
      await calls.upkeep({ now: new Date(old.startedAt.getTime() + 366 * dayMs) });
      expect(await read()).toEqual([]);
      // A page shows them still.
      expect(await calls.usage({ family: "old", since: new Date(0) })).toHaveLength(1);
    },
  );

  test.skipIf(isMissing)(
    "a day that was taken out and not dropped is dropped by the next",
    async () => {
      await calls.append([callAt(new Date("2026-02-01T00:00:00.000Z"))]);
      await database.pool.outside(
        "alter table promptrail.call_body_30 detach partition promptrail.call_body_30_20260201",
        dataLimit,
      );
      const { dropped } = await calls.upkeep({ now: new Date("2026-02-02T00:00:00.000Z") });
      expect(dropped).toEqual(["bodies of 2026-02-01 (kept for 30 days)"]);
    },
  );

  test.skipIf(isMissing)(
    "moves what an earlier build keeps, and goes on where it was stopped",
    async () => {
      const records = Array.from({ length: 1_203 }, (_each, index) => {
        const startedAt = new Date(now.getTime() - (index % 3) * dayMs);
        return plainRecord({ id: crypto.randomUUID(), family: "earlier", startedAt, cost: 0.25 });
      });
      await database.pool.query(
        `insert into promptrail.call_record (environment, id, family, version, lane, started_at,
         duration_ms, outcome, success, cost, record)
       select 'production', record ->> 'id', 'earlier', 1, 'production', now(), 1, 'ok', true, 1,
         record - 'subject' - 'messages'
       from jsonb_array_elements($1::jsonb) as record`,
        [JSON.stringify(records)],
        dataLimit,
      );
      const stop = new AbortController();
      const stopped = calls.upkeep({
        now,
        signal: stop.signal,
        onProgress: ({ moved }: UpkeepReport) => {
          if (moved > 0) stop.abort();
        },
      });
      await expect(stopped).rejects.toThrow(/abort/i);
      const rest = await calls.upkeep({ now });
      expect(rest.moved).toBe(703);
      const read = await calls.read({ family: "earlier", limit: 2_000 });
      expect(new Set(read.map(({ id }) => id))).toEqual(new Set(records.map(({ id }) => id)));
      const usage = await calls.usage({ family: "earlier", since: new Date(0) });
      expect(usage.reduce((sum, row) => sum + row.cost.sum, 0)).toBeCloseTo(1_203 / 4);
    },
  );

  test.skipIf(isMissing)(
    "one call that cannot be stored is refused with all that came with it",
    async () => {
      const good = callAt(now, { family: "poisoned" });
      const bad = callAt(now, { family: "poisoned\0" });
      await expect(calls.append([good, bad])).rejects.toMatchObject({
        code: "call_rejected",
        message: expect.stringContaining("None of them was stored"),
      });
      expect(await calls.read({ family: "poisoned", limit: 9 })).toEqual([]);
      await calls.append([good]);
      expect(await calls.read({ family: "poisoned", limit: 9 })).toHaveLength(1);
    },
  );
});
