import { readdir, stat } from "node:fs/promises";
import type { Evidence } from "@promptrail/core";
import { postgres } from "@promptrail/store-postgres";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { readAllRows } from "../../../../tooling/test/read-all-rows.ts";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const family = "greeting";
const because = ["--reason", "Because"];

const evidence: Evidence = {
  id: "run-1",
  family,
  version: 2,
  contentHash: "sha256-2",
  baselineVersion: 1,
  baselineHash: "sha256-1",
  datasetHash: "sha256-d",
  suiteHash: "sha256-s",
  verdict: "fail",
  reasons: ["too long"],
  report: {},
  actor: "ada",
  createdAt: new Date(0),
};

/** Of the schema's owner, who may end what guards a table. */
const forged = `
  set session_replication_role = replica;
  update promptrail.prompt_version set body = replace(body::text, 'Greeting 1', 'Praise')::json
    where version = 1;
  update promptrail.evidence set verdict = 'pass';
  insert into promptrail.decision (environment, revision, family, kind, change, to_version, actor,
      source, reason, decided_at, previous_hash, hash)
    select environment, revision + 1, family, kind, change, to_version, actor, source, reason,
      decided_at, hash, 'sha256-made-up' from promptrail.decision order by revision desc limit 1`;

describe.skipIf(adminUrl === null)(titleOnPostgres("history --verify"), () => {
  let database: TestDatabase;
  let project: CliProject;
  beforeAll(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    const { url } = database;
    project = await createCliProject({ DATABASE_URL: url });
    const config = greetingConfig(greetings("deprecated", "active"), "production");
    await project.write("promptrail.config.ts", config);
    await project.run("lock");
    expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
    expect(await project.run("rollback", family, ...because)).toMatchObject({ exitCode: 0 });
    const store = await postgres(url).open({ environment: "production", projectFolder: "." });
    await store.evidence.save(evidence);
    await store.close();
  });
  afterAll(async () => {
    await project?.remove();
    await database?.drop();
  });

  const readAll = async () => ({
    rows: await readAllRows(database.url, "promptrail"),
    files: (await readdir(project.folder, { recursive: true })).filter(
      (file) => !file.startsWith("node_modules"),
    ),
  });

  test("looks at versions and verdicts too, and changes nothing in database or folder", async () => {
    await runSql(database.url, "delete from promptrail.process");
    const folder = `${project.folder}/.promptrail`;
    const before = await readAll();
    const kept = await readKept(folder);
    const { exitCode, out, err } = await project.run("history", "--verify");
    expect(out).toMatch(
      /^✓ 2 decisions, the hash chain is complete: production at revision 2\.\n {2}2 versions and 1 verdict match their hashes\.\n$/,
    );
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
    expect(await readAll()).toEqual(before);
    expect(await readKept(folder)).toEqual(kept);
  });

  test("names what was forged, from the store itself and through a server, and a rollback says why it fails", async () => {
    await runSql(database.url, forged);
    const before = await readAllRows(database.url, "promptrail");
    const check = async (where: CliProject) => {
      const { exitCode, out } = await where.run("history", "--verify", "--json");
      const { problems, ...found } = JSON.parse(out);
      expect(found).toMatchObject({ holds: false, complete: true, versions: 2, verdicts: 1 });
      expect(problems).toMatchObject([
        { kind: "body", message: expect.stringContaining("stored body of greeting_v1") },
        { kind: "evidence", message: expect.stringContaining("its verdict is pass in the row") },
        { kind: "beyond", revision: 3 },
      ]);
      expect(exitCode).toBe(1);
    };
    await check(project);
    expect(await readAllRows(database.url, "promptrail")).toEqual(before);
    const refused = await project.run("rollback", family, ...because);
    expect(refused.err).toMatch(
      /No decision can be recorded in environment "production": its last/,
    );
    expect(refused.exitCode).toBe(1);
    const server = project.start("serve", "--port", "0");
    await server.waitFor(/The CLI reads it from/);
    await check(project);
  });
});

/** When each file of the folder was written. */
async function readKept(folder: string): Promise<readonly (readonly [string, number])[]> {
  const files = await readdir(folder, { recursive: true }).catch(() => []);
  return await Promise.all(
    files.map(async (file) => [file, (await stat(`${folder}/${file}`)).mtimeMs] as const),
  );
}
