import type { OpenStore } from "@promptrail/core/lifecycle";
import { embedded, postgres } from "@promptrail/store-postgres";
import { describeJobQueue } from "@promptrail/testing/conformance";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { migrateJobs } from "../src/index.js";
import { databaseOf, openQueue } from "./open-queues.js";

const settings = { environment: "held", projectFolder: "." };

describe("on PGlite", () => {
  let store: OpenStore;
  beforeAll(async () => {
    store = await embedded({ folder: "memory" }).open(settings);
    await migrateJobs(await databaseOf(store));
  });
  afterAll(async () => {
    await store?.close();
  });

  describeJobQueue("PGlite", async (environment) =>
    openQueue(await databaseOf(store), environment),
  );
});

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(titleOnPostgres("on PostgreSQL"), () => {
  let database: TestDatabase;
  const stores: OpenStore[] = [];
  const open = async () => {
    const store = await postgres(database.url).open(settings);
    stores.push(store);
    return databaseOf(store);
  };
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    await migrateJobs(await open());
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    await database?.drop();
  });

  describeJobQueue("PostgreSQL", async (environment) => openQueue(await open(), environment));
});
