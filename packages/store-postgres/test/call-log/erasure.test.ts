import { createCallId } from "@promptrail/core/call-log";
import type { OpenStore } from "@promptrail/core/lifecycle";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { plainCall } from "../../../../tooling/test/records/plain-record.ts";
import { readDatabaseFiles } from "../../../../tooling/test/traces/read-database-files.ts";
import { dataLimit } from "../../src/sql/limits.js";
import { type EngineDatabase, engines, openMigrated } from "../engines.js";

const postgres = engines.filter(({ name }) => name.startsWith("PostgreSQL"));

describe.for(postgres)("an erasure on $name", ({ isMissing, open }) => {
  let database: EngineDatabase;
  let store: OpenStore;
  beforeAll(async () => {
    if (isMissing) return;
    database = await open();
    store = await openMigrated(database.pool, "production");
  });
  afterAll(async () => {
    await store?.close();
    await database?.drop();
  });

  const holds = async (word: string) => {
    const files = await readDatabaseFiles(database.url ?? "");
    return files.some((file) => file.includes(word));
  };

  test.skipIf(isMissing)("leaves nothing of the subject in the database's files", async () => {
    const { calls } = store;
    const startedAt = new Date();
    const say = (subject: string, word: string) =>
      plainCall({
        id: createCallId(startedAt),
        subject,
        startedAt,
        // Long enough to be kept apart from its row, and such that it is not compressed.
        text: Array.from({ length: 400 }, () => `${word} ${crypto.randomUUID()}`).join(" "),
        error: { code: "unexpected", message: `${word} in an error` },
      });
    await calls.append([say("s1", "planted-alpha"), say("s2", "planted-beta")]);
    expect(await holds("planted-alpha")).toBe(true);
    await calls.erase("s1", { actor: "ada", now: startedAt });
    const { erased } = await calls.upkeep({ now: startedAt });
    expect(erased).toBe(1);
    expect(await holds("planted-alpha")).toBe(false);
    expect(await holds("planted-beta")).toBe(true);
    expect((await calls.upkeep({ now: startedAt })).erased).toBe(0);
  });

  test.skipIf(isMissing)("waits for a transaction that may still see what it deleted", async () => {
    const { calls } = store;
    const startedAt = new Date();
    await calls.append([plainCall({ id: createCallId(startedAt), subject: "s3", startedAt })]);
    const reader = database.openAnother();
    await reader.transaction(async (connection) => {
      await connection.run("declare held cursor for select * from promptrail.call_figure");
      await calls.erase("s3", { actor: "ada", now: startedAt });
      expect((await calls.upkeep({ now: startedAt })).erased).toBe(0);
    }, dataLimit);
    expect((await calls.upkeep({ now: startedAt })).erased).toBe(1);
  });
});
