import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { postgres } from "@promptrail/store-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";

const adminUrl = inject("postgresAdminUrl");
const script = fileURLToPath(new URL("calling-process.ts", import.meta.url));
const kills = randomRuns({ usual: 5, long: 200 });
const atOnce = 2;

describe.skipIf(adminUrl === null)(titleOnPostgres("a process that is killed"), () => {
  let database: TestDatabase;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "promptrail-killed-"));
    database = await createTestDatabase(adminUrl ?? "");
    await postgres(database.url).migrate({ environment: "production", projectFolder: folder });
  });
  afterAll(async () => {
    await database?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  const killOne = async (ledger: string, durability: "sync" | "memory"): Promise<void> => {
    const child = spawn(process.execPath, [script, database.url, folder, ledger, durability], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(child, "exit");
    await Promise.race([once(child.stdout, "data"), ended]);
    // At any instant: this is the load's length, not a wait for something.
    await wait(Math.random() * 60);
    child.kill("SIGKILL");
    expect(await ended).toEqual([null, "SIGKILL"]);
  };

  /** The calls whose answers their callers had, and those of them that no row tells of. */
  const killMany = async (count: number, durability: "sync" | "memory") => {
    const ledger = join(folder, `${durability}.ledger`);
    let left = count;
    const chain = async (): Promise<void> => {
      while (left > 0) {
        left -= 1;
        await killOne(ledger, durability);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, chain));
    const rows = await runSql<{ id: string }>(
      database.url,
      "select id from promptrail.call_figure",
    );
    const kept = new Set(rows.map(({ id }) => id));
    const answered = readFileSync(ledger, "utf8").trim().split("\n");
    return { answered, missing: answered.filter((id) => !kept.has(id)) };
  };

  test(`leaves, ${kills} times, the row of every call of durability \`sync\` that was answered`, async () => {
    const { answered, missing } = await killMany(kills, "sync");
    expect(answered.length).toBeGreaterThan(kills);
    expect(missing).toEqual([]);
  });

  test("loses rows of the durability `memory`: the test above would see them missing", async () => {
    const { missing } = await killMany(atOnce, "memory");
    expect(missing.length).toBeGreaterThan(0);
  });
});
