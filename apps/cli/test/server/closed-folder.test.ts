import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, type StartedCommand } from "../cli-project.js";
import { closeFolder, fillStateFolder, mounts, onMounts } from "../files/mounts.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const key = "an-admin-key-of-the-operator";
const unheard =
  /^The commands in this folder do not find this server, as its file cannot be written:/m;

describe.skipIf(adminUrl === null)(titleOnPostgres("a server whose folder is closed"), () => {
  let database: TestDatabase;
  let project: CliProject;
  beforeEach(async () => {
    database = await createTestDatabase(adminUrl ?? "");
    project = await createCliProject({ DATABASE_URL: database.url, PROMPTRAIL_ADMIN_KEY: key });
    await project.write("promptrail.config.ts", greetingConfig(greetings("deprecated", "active")));
    await project.run("lock");
  });
  afterEach(async () => {
    await project.remove();
    await database.drop();
  });

  /** It serves, it follows what is decided elsewhere, and it stops when it is told to. */
  const expectHealthy = async (server: StartedCommand, reason: RegExp) => {
    const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    await server.waitFor(unheard);
    const client = createClient({ url, key });
    expect(await client.readiness()).toMatchObject({ ready: true });
    const elsewhere = await createCliProject({
      DATABASE_URL: database.url,
      PROMPTRAIL_ADMIN_KEY: key,
    });
    await elsewhere.write(
      "promptrail.config.ts",
      greetingConfig(greetings("deprecated", "active")),
    );
    const rolledBack = await elsewhere.run("rollback", "greeting", "--reason", "It went bad.");
    await elsewhere.remove();
    expect(rolledBack).toMatchObject({ exitCode: 0 });
    const call = () => client.call("greeting", { name: "Ada" });
    await expect.poll(async () => (await call()).version).toBe(1);
    server.signal("SIGTERM");
    const { exitCode, err } = await server.ended;
    expect(exitCode).toBe(0);
    expect(err).toMatch(reason);
    expect(err.split("do not find this server")).toHaveLength(2);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow("fetch failed");
  };

  test("serves without its file, and says so once", async () => {
    await mkdir(join(project.folder, ".promptrail/server.json"), { recursive: true });
    await expectHealthy(project.start("serve", "--port", "0"), /EISDIR/);
  });

  test.skipIf(!mounts)(onMounts("serves from a folder that is mounted read-only"), async () => {
    await mkdir(join(project.folder, ".promptrail"));
    await expectHealthy(project.startAfter(closeFolder, "serve", "--port", "0"), /EROFS/);
  });

  test.skipIf(!mounts)(onMounts("serves from a disk that is full"), async () => {
    await mkdir(join(project.folder, ".promptrail"), { recursive: true });
    await expectHealthy(project.startAfter(fillStateFolder, "serve", "--port", "0"), /ENOSPC/);
  });
});
