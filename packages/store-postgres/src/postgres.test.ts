import {
  describeCallLog,
  describeEvidenceStore,
  describeFleetStore,
  describeKeyStore,
  describeStatusStore,
  describeStore,
} from "@promptrail/testing/conformance";
import { afterAll, beforeAll, describe, inject } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { postgres } from "./postgres.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("on PostgreSQL");

describe.skipIf(adminUrl === null)(title, () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(() => database.drop());

  const open = (environment: string) =>
    postgres(database.url).open({ environment, projectFolder: "." });

  describeStatusStore("PostgreSQL", open);
  describeEvidenceStore("PostgreSQL", open);
  describeCallLog("PostgreSQL", open);
  describeFleetStore("PostgreSQL", open);
  describeKeyStore("PostgreSQL", open);
  describeStore("PostgreSQL", async () => {
    const { url, drop } = await createTestDatabase(adminUrl ?? "");
    return {
      open: (settings) => postgres(url).open({ ...settings, projectFolder: "." }),
      remove: drop,
    };
  });
});
