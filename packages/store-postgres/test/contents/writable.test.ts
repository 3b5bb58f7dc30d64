import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { postgres } from "../../src/index.js";
import { sampleEvidence } from "./samples.js";

const adminUrl = inject("postgresAdminUrl");
const place = { environment: "production", projectFolder: "." };
const role = `role_${randomUUID().replaceAll("-", "")}`;

describe.skipIf(adminUrl === null)(titleOnPostgres("evidence that cannot be saved"), () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
  });
  afterAll(async () => {
    await database.drop();
    await runSql(adminUrl ?? "", `drop role if exists ${role}`);
  });

  test("is known before, in the same words, for a user who may do all but that", async () => {
    const owned = await postgres(database.url).open(place);
    await runSql(
      database.url,
      `create role ${role} login password 'role'; grant usage on schema promptrail to ${role};
       grant select on all tables in schema promptrail to ${role};
       grant update on promptrail.environment_head to ${role}`,
    );
    const url = new URL(database.url);
    url.username = role;
    url.password = "role";
    const limited = await postgres(url.href).open({ ...place, create: false });
    const evidence = sampleEvidence("greeting", 2);
    const refused = await limited.evidence.save(evidence).catch((error: unknown) => String(error));
    expect(refused).toMatch(/the user does not have the necessary privilege/);
    await expect(limited.evidence.requireWritable()).rejects.toSatisfy(
      (error) => String(error) === refused,
    );
    await runSql(database.url, `grant insert on promptrail.evidence to ${role}`);
    await limited.evidence.requireWritable();
    await limited.evidence.save(evidence);
    expect(await owned.evidence.list({ family: "greeting", limit: 2 })).toEqual([
      { ...evidence, run: 1 },
    ]);
    await Promise.all([limited.close(), owned.close()]);
  });
});
