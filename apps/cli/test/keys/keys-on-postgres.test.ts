import { rm } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { createTestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { createCliProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";

const adminUrl = inject("postgresAdminUrl");
const title = titleOnPostgres("keys on PostgreSQL");

describe.skipIf(adminUrl === null)(title, { timeout: 120_000 }, () => {
  /** Two machines with a server each, on one database. */
  async function startTwo() {
    const database = await createTestDatabase(adminUrl ?? "");
    onTestFinished(() => database.drop());
    const start = async () => {
      const project = await createCliProject({ DATABASE_URL: database.url });
      onTestFinished(() => project.remove());
      await project.write("promptrail.config.ts", greetingConfig(greetings("active")));
      await project.run("lock");
      const server = project.start("serve", "--port", "0");
      const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
      return { project, server, url };
    };
    return [await start(), await start()] as const;
  }

  test("a machine without a key makes one while the servers run, and each of them takes it", async () => {
    const [first, second] = await startTwo();
    await rm(join(first.project.folder, ".promptrail", "admin.key"));
    const added = await first.project.run("keys", "add", "ada", "--scopes", "all", "--keep");
    expect(added).toMatchObject({ exitCode: 0, err: "" });
    expect(await first.project.run("status")).toMatchObject({ exitCode: 0 });
    const secret = /^pk_\S+$/m.exec(added.out)?.[0] ?? "";
    const asSecond = createClient({ url: second.url, key: secret });
    expect((await asSecond.listKeys()).keys.map(({ name }) => name)).toEqual(["admin", "ada"]);
    // Neither server made the second machine's: it found a key there.
    second.server.signal("SIGTERM");
    expect((await second.server.ended).err).toMatch(/^No key is saved in \S+admin\.key/m);

    const revoked = await first.project.run("keys", "revoke", "ada", "--json");
    expect(JSON.parse(revoked.out)).toMatchObject({ revoked: { name: "ada" } });
    const asFirst = createClient({ url: first.url, key: secret });
    await expect(asFirst.listKeys()).rejects.toMatchObject({ code: "unauthenticated" });
  });
});
