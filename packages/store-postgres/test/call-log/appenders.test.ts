import { createCallId, toUsageRows } from "@promptrail/core/call-log";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { createCallLog } from "../../src/calls/create-call-log.js";
import { dataLimit } from "../../src/sql/limits.js";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";

const postgres = engines.filter(({ name }) => name.startsWith("PostgreSQL"));

describe.for(postgres)("many who append at once on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    await (await openMigrated(database.pool, "production")).close();
  });
  afterAll(() => database?.drop());

  test.skipIf(isMissing)(
    "keep each call once, in its row and in the roll-ups, over a midnight",
    async () => {
      const midnight = Date.parse("2027-01-01T00:00:00.000Z");
      const calls = Array.from({ length: 600 }, (_each, index) => {
        const startedAt = new Date(midnight + (index % 2 === 0 ? -1 : 1) * (1 + (index % 50)));
        const model = `m${index % 7}`;
        return plainCall({
          id: createCallId(startedAt),
          startedAt,
          requestedModel: model,
          text: "x",
        });
      });
      // Each part is brought by two, in other orders: keys that are locked in turns would end in a deadlock.
      const logs = Array.from({ length: 4 }, () =>
        createCallLog(database.openAnother(), "production"),
      );
      await Promise.all(
        logs.flatMap((log, place) =>
          Array.from({ length: 6 }, (_round, round) => {
            const part = calls.filter((_call, index) => (index + round) % 2 === place % 2);
            return log.append(place < 2 ? part : part.toReversed());
          }),
        ),
      );
      const [log] = logs;
      expect(await log?.read({ limit: 9_999 })).toHaveLength(600);
      const usage = await log?.usage({ since: new Date(0) });
      expect(usage).toEqual(toUsageRows(calls));
    },
  );

  test.skipIf(isMissing)("may be a role that can make no table", async () => {
    const role = `appender_${crypto.randomUUID().replaceAll("-", "")}`;
    await database.pool.outside(`create role ${role}`, dataLimit);
    const grant = `grant usage on schema promptrail to ${role};
      grant select, insert, update on all tables in schema promptrail to ${role}`;
    for (const statement of grant.split(";")) await database.pool.outside(statement, dataLimit);
    const startedAt = new Date("2028-02-29T12:00:00.000Z");
    const made = await database.pool.transaction(async (connection) => {
      await connection.run(`set local role ${role}`);
      const [row] = await connection.query<{ made: boolean }>(
        "select promptrail.make_call_day('figure', 365::smallint, $1::date) as made",
        [startedAt.toISOString().slice(0, 10)],
      );
      return row?.made;
    }, dataLimit);
    expect(made).toBe(true);
  });
});
