import { createClient } from "@promptrail/client";
import type { Promptrail } from "@promptrail/runtime";
import { startServer } from "@promptrail/server";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { freezePostgres } from "../../../../tooling/test/freeze-postgres.ts";
import { startPostgres } from "../../../../tooling/test/postgres-server.ts";
import { slack } from "../../../../tooling/test/run/promise-slack.ts";
import { noPostgresReason } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { family } from "./greeting-project.js";
import { startLoad } from "./start-load.js";
import { activeOf, startProcess } from "./start-process.js";

const isMissing = inject("postgresAdminUrl") === null;
const title = titleOnPostgres("a database whose processes stand still");

/** What an operator's request promises: to be done or to fail within two seconds; with slack. */
const promisedMs = 2_000;
/** A call that waits for the database takes longer: it answers or fails after 1,500 ms. */
const slowestCallMs = 1_000;
const adminKey = "an-admin-key-of-the-operator";

async function startDatabase(): Promise<string> {
  const server = await startPostgres();
  if (server === null) throw new Error(noPostgresReason);
  onTestFinished(() => server.stop());
  return server.adminUrl;
}

/** The reference server on a process, and an operator and a caller of it. */
async function serve(promptrail: Promptrail) {
  const server = await startServer({ promptrail, port: 0, adminKey });
  onTestFinished(() => server.close());
  const { secret } = await promptrail.keys.add({ name: "shop", scopes: ["call"] });
  const rollBack = async () => {
    const startedAt = performance.now();
    const response = await fetch(`${server.url}/admin/prompts/${family}/rollback`, {
      method: "POST",
      headers: { authorization: `Bearer ${adminKey}`, "content-type": "application/json" },
      body: JSON.stringify({ from_version: 2, reason: "It went bad." }),
    });
    const body: unknown = await response.json();
    const tookMs = performance.now() - startedAt;
    const type = response.headers.get("content-type");
    return { status: response.status, type, body, tookMs };
  };
  return { rollBack, caller: createClient({ url: server.url, key: secret }) };
}

function median(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] ?? 0;
}

describe.skipIf(isMissing)(title, () => {
  test("fails no resolution and slows no call; a rollback over HTTP is refused in time, and done after", async () => {
    const url = await startDatabase();
    const names = ["one", "two", "three"];
    const fleet: readonly Promptrail[] = await Promise.all(
      names.map((name) => startProcess(url, { name })),
    );
    const [first] = fleet;
    if (first === undefined) throw new Error("a process was started");
    const { rollBack, caller } = await serve(first);
    expect(await caller.call(family, { name: "Ada" })).toMatchObject({ version: 2 });
    const load = startLoad(fleet);
    const usual = load.note();
    await expect.poll(() => usual.callsMs.length).toBeGreaterThan(1_000);

    const thaw = await freezePostgres(url);
    onTestFinished(thaw);
    const frozen = load.note();
    const before = load.resolutions();
    // Asked again, as an operator does: neither waits for the other.
    for (const refused of [await rollBack(), await rollBack()]) {
      expect(refused).toMatchObject({
        status: 503,
        type: "application/problem+json",
        body: {
          status: 503,
          code: "store_unavailable",
          detail: expect.stringMatching(/not available|did not answer/),
        },
      });
      expect(refused.tookMs).toBeLessThan(slack * promisedMs);
    }
    expect(await caller.call(family, { name: "Ada" })).toMatchObject({ version: 2 });
    const problems = () => fleet.map((each) => each.status().problems.map(({ code }) => code));
    await expect.poll(problems).toEqual(fleet.map(() => ["store_unavailable"]));
    await expect.poll(() => load.resolutions() - before).toBeGreaterThan(50_000);
    expect(fleet.map((each) => each.status().stateSource)).toEqual(fleet.map(() => "store"));
    load.note();
    thaw();
    expect([...frozen.versions]).toEqual([2]);

    const isDone = async () => (await rollBack()).status;
    await expect.poll(isDone).toBe(200);
    await expect.poll(() => fleet.map(activeOf)).toEqual([1, 1, 1]);
    await expect.poll(problems).toEqual(fleet.map(() => []));
    await load.stop();
    expect(load.failures).toEqual([]);
    expect(median(frozen.callsMs)).toBeLessThan(5 * Math.max(1, median(usual.callsMs)));
    expect(Math.max(...frozen.callsMs)).toBeLessThan(slowestCallMs);
    const decisions = await first.history({ family });
    expect(decisions.map(({ change }) => change.kind)).toEqual(["rolled_back", "first_seen"]);
  });
});
