import { randomUUID } from "node:crypto";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { embedded, postgres } from "@promptrail/store-postgres";
import { afterEach, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../tooling/test/run-sql.ts";
import { createTestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { migrateJobs } from "../src/index.js";
import { databaseOf, openQueue } from "./open-queues.js";

const settings = { environment: "production", projectFolder: "." };

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each();
});

async function open(store: { open: (of: typeof settings) => Promise<OpenStore> }) {
  const opened = await store.open(settings);
  undo.push(() => opened.close());
  return databaseOf(opened);
}

describe("the schema of the queue on PGlite", () => {
  test("is made once, and what it lacks is named before it is", async () => {
    const database = await open(embedded({ folder: "memory" }));
    await expect(openQueue(database, "production")).rejects.toMatchObject({
      code: "store_outdated",
      message: expect.stringMatching(/is not there yet\. Run `promptrail migrate`/),
    });
    expect(await migrateJobs(database)).toEqual([
      expect.stringMatching(/^Made the job queue's schema promptrail_jobs version \d+\.$/),
    ]);
    expect(await migrateJobs(database)).toEqual([]);
    await database.run("update promptrail_jobs.version set version = version + 1");
    await expect(openQueue(database, "production")).rejects.toMatchObject({
      code: "store_outdated",
      message: expect.stringContaining("is of another version than this build's"),
    });
  });

  test("serves an environment with a name that none is given today", async () => {
    const database = await open(embedded({ folder: "memory" }));
    await migrateJobs(database);
    const queue = await openQueue(database, "../../Ümgebung 1");
    await queue.schedule({ queue: "watch", cron: "0 3 * * *", payload: {} });
    expect(await queue.schedules()).toMatchObject([{ queue: "watch", key: "" }]);
    expect(await queue.send("run", {})).not.toBeNull();
    await queue.close();
  });
});

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("the schema of the queue"), () => {
  async function openDatabase(): Promise<string> {
    const { url, drop } = await createTestDatabase(adminUrl ?? "");
    undo.push(drop);
    return url;
  }

  test("is made by several processes that start together", async () => {
    const url = await openDatabase();
    const databases = [];
    for (let at = 0; at < 3; at += 1) databases.push(await open(postgres(url)));
    await Promise.all(databases.map((database) => migrateJobs(database)));
    for (const database of databases) expect(await migrateJobs(database)).toEqual([]);
  });

  test("is refused to a role that may make none, and made where an administrator gave it one", async () => {
    const url = await openDatabase();
    const role = `role_${randomUUID().replaceAll("-", "")}`;
    undo.push(async () => void (await runSql(adminUrl ?? "", `drop role if exists ${role}`)));
    await runSql(
      url,
      `create role ${role} login password 'role'; create schema promptrail authorization ${role};`,
    );
    undo.push(async () => void (await runSql(url, `drop owned by ${role}`)));
    const own = new URL(url);
    own.username = role;
    own.password = "role";
    const database = await open(postgres(own.href));
    await expect(migrateJobs(database)).rejects.toMatchObject({
      code: "store_unavailable",
      message: expect.stringContaining("create schema promptrail_jobs authorization USER"),
    });
    await runSql(url, `create schema promptrail_jobs authorization ${role}`);
    expect(await migrateJobs(database)).toHaveLength(1);
    const queue = await openQueue(database, "production");
    expect(await queue.send("run", {})).not.toBeNull();
    await queue.close();
  });
});
