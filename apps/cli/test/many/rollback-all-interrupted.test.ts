import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type OpenMany, openMany } from "./open-many.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("a rollback of many families");

const reason = "The vendor's model answers nonsense";
const all = (model: string) => ["rollback", "--all", "--model", model, "--reason", reason];

const groups = [
  { name: "mail", model: "sick-model", count: 250 },
  { name: "chat", model: "poor-model", count: 250 },
  { name: "odd", model: "ill-model", count: 2, alone: 2 },
];

/** Promised is one second. */
const withinPromise = { timeout: slack * 1_000 };

/** One story on one database: each test goes on where the one before ended. */
describe.skipIf(adminUrl === null)(title, () => {
  let many: OpenMany;
  beforeAll(async () => {
    many = await openMany(adminUrl ?? "", groups);
  });
  afterAll(() => many?.close());

  const expectOneEach = async (group: string, count: number) => {
    const served = [count, count, count];
    await expect.poll(() => many.countServed(group, 1), withinPromise).toEqual(served);
    const families = (await many.readRollbacks(group)).map(({ family }) => family);
    expect(families).toHaveLength(count);
    expect(new Set(families).size).toBe(count);
  };

  test("needs a confirmation, which a script gives by a flag", async () => {
    const asked = await many.remote.run(...all("sick-model"));
    expect(asked).toMatchObject({ exitCode: 2, out: "" });
    expect(asked.err).toMatch(
      /would roll back 250 families in development, and the command cannot ask for confirmation/,
    );
    expect(await many.readRollbacks("mail")).toEqual([]);
  });

  test("goes on through a server where it was stopped, and says what was done", async () => {
    const { remote } = many;
    const started = remote.start(...all("sick-model"), "--yes");
    await started.waitFor(/100 of 250 families decided/);
    started.signal("SIGINT");
    const stopped = await started.ended;
    expect(stopped.exitCode).toBe(1);
    expect(stopped.err).toMatch(/Stopping after the running transaction\./);
    expect(stopped.out).toMatch(/✗ (150|50) families remain\. Go on with: `promptrail rollback/);
    const runKey = /--idempotency-key (run-[\w-]+) --env \w+`/.exec(stopped.out)?.[1] ?? "";
    const goOn = [...all("sick-model"), "--idempotency-key", runKey, "--yes"];
    const again = await remote.run(...goOn, "--wait");
    expect(again.out).toMatch(/(100|200) families were rolled back already\./);
    expect(again.out).toMatch(/✓ \d of \d processes serve it/);
    expect(again.exitCode).toBe(0);
    await expectOneEach("mail", 250);
    const nothing = await remote.run(...goOn);
    expect(nothing).toMatchObject({ exitCode: 0 });
    expect(nothing.out).toMatch(/Nothing is left to be rolled back/);
  });

  test("goes on where its process was killed", async () => {
    const { operator } = many;
    const started = operator.start(...all("poor-model"), "--yes");
    const hint = await started.waitFor(/--idempotency-key run-[\w-]+/);
    await started.waitFor(/100 of 250 families decided/);
    started.signal("SIGKILL");
    await started.ended;
    const again = await operator.run(...all("poor-model"), ...hint.split(" "), "--yes");
    expect(again.exitCode).toBe(0);
    await expectOneEach("chat", 250);
  });

  test("is answered with one document, over HTTP and by the command line", async () => {
    const { client, remote } = many;
    const asked = { reason, model: "ill-model", dryRun: true };
    const { activeModels, ...report } = await client.rollbackAll(asked);
    expect(activeModels.map(({ model, families }) => [model, families])).toEqual([
      ["simulated-small", 500],
      ["ill-model", 2],
    ]);
    expect(report).toMatchObject({ rolledBack: [], asFallback: [], idempotencyKey: null });
    const told = await remote.run(...all("ill-model"), "--dry-run", "--json");
    expect(told.exitCode).toBe(1);
    expect(JSON.parse(told.out)).toEqual({
      format_version: 1,
      dry_run: true,
      idempotency_key: null,
      revision: report.revision,
      rolled_back: [],
      left: report.left,
      remaining: 0,
      as_fallback: [],
      active_models: activeModels,
    });
    const none = await remote.run(...all("il-model"), "--yes");
    expect(none.exitCode).toBe(1);
    expect(none.out).toMatch(
      /No active version is on model "il-model" in development, so nothing was changed\. Check the name\. The active versions are on: simulated-small of simulated \(500\), ill-model of simulated \(2\)\./,
    );
  });
});
