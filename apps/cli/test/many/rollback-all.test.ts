import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type OpenMany, openMany } from "./open-many.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a model that a thousand families are on");

const reason = "The vendor's model answers nonsense";
const command = ["rollback", "--all", "--model", "ill-model", "--reason", reason];

/** Two of them have no other version. */
const groups = [{ name: "shop", model: "ill-model", count: 1_002, alone: 2 }];

/** Promised is one second from a commit to every process, and 5 s for the whole command. */
const withinPromise = { timeout: slack * 1_000 };
const commandMs = slack * 5_000;

describe.skipIf(adminUrl === null)(title, () => {
  let many: OpenMany;
  beforeAll(async () => {
    many = await openMany(adminUrl ?? "", groups);
  });
  afterAll(() => many?.close());

  test("is left by one command, each family with its decision, seen by every process", async () => {
    const { operator, countServed, readRollbacks } = many;
    const dry = await operator.run(...command, "--dry-run");
    expect(dry.exitCode).toBe(1);
    expect(dry.out).toMatch(/shop_2 +shop_2_v2 +shop_2_v1/);
    expect(dry.out).toMatch(
      /1000 families would be rolled back from model "ill-model" in development\. Nothing was changed\./,
    );
    expect(await countServed("shop", 2)).toEqual([1_000, 1_000, 1_000]);
    const startedAt = performance.now();
    const run = await operator.run(...command, "--yes", "--json");
    expect(performance.now() - startedAt).toBeLessThan(commandMs);
    await expect.poll(() => countServed("shop", 1), withinPromise).toEqual([1_002, 1_002, 1_002]);
    expect(run.exitCode).toBe(1);
    const report = JSON.parse(run.out);
    expect(report).toMatchObject({ dry_run: false, remaining: 0, revision: 2_002 });
    expect(report.rolled_back).toHaveLength(1_000);
    expect(report.left).toMatchObject([
      { family: "shop_0", active: "shop_0_v1", code: "not_eligible" },
      { family: "shop_1", active: "shop_1_v1", code: "not_eligible" },
    ]);
    const rollbacks = await readRollbacks("shop");
    expect(new Set(rollbacks.map(({ family }) => family)).size).toBe(1_000);
    expect(rollbacks).toHaveLength(1_000);
    expect(new Set(rollbacks.map((decision) => decision.reason))).toEqual(new Set([reason]));
    expect(await operator.run("history", "--verify")).toMatchObject({ exitCode: 0 });
  });
});
