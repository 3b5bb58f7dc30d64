import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { createPostgresPool } from "../../src/postgres/create-postgres-pool.js";
import { postgres } from "../../src/postgres.js";
import type { SqlPool } from "../../src/sql/sql-pool.js";
import { createModel } from "./environment-model.js";
import { lifecycleSteps } from "./lifecycle-steps.js";
import { openHistory, type RuleBreak } from "./open-history.js";
import {
  codeWinsAtBoot,
  generationIgnored,
  holdIgnored,
  keepRules,
  lowerRevisionApplied,
} from "./rule-breaks.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("random histories");
const histories = randomRuns({ usual: 600, long: 40_000 });
/** Enough to find a planted break, which ends the search. */
const historiesToFind = 4_000;
/** At once, each in environments of its own. */
const lanes = 4;
const stepsAtMost = 14;

/** How a declaration shows that decided otherwise than the rules; which comes first is a matter of chance. */
const wrongDeclaration =
  /old generation decided|rollback was undone|hold was passed over|not what the rules give|otherwise than the rules/;

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  let pool: SqlPool;
  let environments = 0;

  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const { url } = database;
    await postgres(url).migrate({ environment: "", projectFolder: "." });
    pool = createPostgresPool({ url, directUrl: url, maxConnections: 16, description: "test" });
  });
  afterAll(async () => {
    await pool?.close();
    await database?.drop();
  });

  function propertyUnder(breakRule: RuleBreak) {
    const steps = fc.commands([...lifecycleSteps], { maxCommands: stepsAtMost, size: "max" });
    return fc.asyncProperty(steps, async (commands) => {
      environments += 1;
      const history = await openHistory(pool, `history-${environments}`, breakRule);
      try {
        await fc.asyncModelRun(() => ({ model: createModel(), real: history }), commands);
      } finally {
        await history.close();
      }
    });
  }

  test("keep every promise of the lifecycle", async () => {
    const numRuns = Math.ceil(histories / lanes);
    await Promise.all(
      Array.from({ length: lanes }, () => fc.assert(propertyUnder(keepRules), { numRuns })),
    );
    expect(environments).toBeGreaterThanOrEqual(histories);
  }, 1_800_000);

  test.each([
    ["code that wins at boot", codeWinsAtBoot, wrongDeclaration],
    ["a generation that is ignored", generationIgnored, wrongDeclaration],
    ["a hold that is ignored", holdIgnored, wrongDeclaration],
    ["a lower revision that is applied", lowerRevisionApplied, /a follower went back/],
  ])("find %s", async (_name, breakRule, promise) => {
    const found = await fc.check(propertyUnder(breakRule), {
      numRuns: historiesToFind,
      endOnFailure: true,
    });
    expect(found.failed).toBe(true);
    expect(String(found.errorInstance)).toMatch(promise);
  });
});
