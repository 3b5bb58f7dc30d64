import type { DecisionResult } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEnvironment } from "../../src/open-environment.js";
import type { SqlConnection, SqlPool } from "../../src/sql/sql-pool.js";
import { declare, promote, rollback, version } from "../commands.js";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";

/** The pool, which counts what goes to the database: it may be far away. */
function counting(inner: SqlPool) {
  let statements = 0;
  const pool: SqlPool = {
    ...inner,
    transaction: (work, limit) =>
      inner.transaction((connection) => {
        const counted: SqlConnection = {
          query: (...statement) => {
            statements += 1;
            return connection.query(...statement);
          },
          run: (script) => connection.run(script),
        };
        return work(counted);
      }, limit),
  };
  const takeCount = () => {
    const taken = statements;
    statements = 0;
    return taken;
  };
  return { pool, takeCount };
}

describe.for(engines)("decisions on many families on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  beforeAll(async () => {
    if (!isMissing) database = await open();
  });
  afterAll(() => database?.drop());

  test.skipIf(isMissing)("take as many statements as a decision on one", async () => {
    const environment = "together";
    await (await openMigrated(database.pool, environment)).close();
    const { pool, takeCount } = counting(database.pool);
    const settings = { pool, environment, pollMs: 60_000, listen: false };
    const { status } = await openEnvironment({ ...settings, release: async () => {} });
    const families = Array.from({ length: 100 }, (_each, index) => `family_${index}`);
    await status.registerVersions(
      families.flatMap((each) => [1, 2].map((at) => version(each, at))),
    );
    await status.decideAll(families.map((each) => declare(each, 1)));
    await status.decideAll(families.map((each) => promote(each, 2)));
    takeCount();
    const { state } = await status.decide(rollback("family_0", 2));
    const ofOne = takeCount();
    const others = families.slice(1).map((each) => rollback(each, 2));
    const outcomes = await status.decideAll(others);
    expect(takeCount()).toBe(ofOne);
    const results: readonly (DecisionResult | null)[] = outcomes.map(({ result }) => result);
    expect(results.every((result) => result?.decision?.toVersion === 1)).toBe(true);
    expect(await status.readSnapshot()).toMatchObject({ revision: 300, families: { length: 100 } });
    expect(state.activeVersion).toBe(1);
  });
});
