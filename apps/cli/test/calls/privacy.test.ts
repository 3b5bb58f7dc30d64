import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { readAllRows } from "../../../../tooling/test/read-all-rows.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";

const adminUrl = inject("postgresAdminUrl");
const engines = [
  { engine: "the embedded store", isMissing: false, onPostgres: false },
  { engine: titleOnPostgres("PostgreSQL"), isMissing: adminUrl === null, onPostgres: true },
];

/** What people write, each of a kind that is looked for. */
const planted = [
  "ada.lovelace@example.com",
  "+49 151 23456789",
  "4111 1111 1111 1111",
  "DE89 3704 0044 0532 0130 00",
  `sk-${"proj"}-${"A1b2C3d4".repeat(5)}`,
];

/** Repeats what it is told, as models and their errors do. */
const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { fakeProvider } from "@promptrail/testing";
  const promptOf = (version, status) => definePrompt({
    family: "greeting", version, status, provider: "fake", model: "m", maxTokens: 50,
    changelog: "Again.", userTemplate: "Say {{ note }}",
  });
  export default defineConfig({
    prompts: [promptOf(1, "active"), promptOf(2, "shadow")],
    providers: [fakeProvider({
      answers: ({ messages }) => {
        const text = messages.map(({ content }) => content.map((part) => part.text).join()).join();
        return text.includes("fail") ? new Error("I do not say: " + text) : text;
      },
    })],
    families: { greeting: { gate: "none" } },
  });`;

describe.each(engines)("what people write, on $engine", ({ isMissing, onPostgres }) => {
  let database: TestDatabase | null = null;
  let project: CliProject;
  beforeEach(async () => {
    if (isMissing) return;
    database = onPostgres ? await createTestDatabase(adminUrl ?? "") : null;
    const variables = database === null ? {} : { DATABASE_URL: database.url };
    project = await (onPostgres ? createCliProject(variables) : createStoredProject());
    await project.write("promptrail.config.ts", config);
    await project.run("lock");
  });
  afterEach(async () => {
    await project?.remove();
    await database?.drop();
  });

  test.skipIf(isMissing)("is in no table, no file and no line once a call is kept", async () => {
    const server = project.start("serve", "--port", "0");
    const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
    const shown = await server.waitFor(/Admin key, shown once: pk_development_\S+/);
    const client = createClient({ url, key: shown.split(": ")[1] ?? "" });
    for (const [place, secret] of planted.entries()) {
      const note = `please: ${secret} (number ${place})`;
      await client.call("greeting", { note }, { subject: secret });
      await client.call("greeting", { note: `fail ${note}` }).catch(() => {});
    }
    await expect
      .poll(async () => (await client.calls({ limit: 200 })).calls.length, { timeout: 20_000 })
      .toBe(4 * planted.length);
    const { calls } = await client.calls({ family: "greeting", text: "number 3" });
    expect(calls.length).toBeGreaterThan(0);
    server.signal("SIGTERM");
    const { out, err } = await server.ended;
    const rows = database === null ? [] : await readAllRows(database.url, "promptrail");
    const texts = [out, err, ...rows, ...(await readFiles(join(project.folder, ".promptrail")))];
    // The search would see them: what stood beside them is there.
    expect(texts.some((text) => text.includes("number 3"))).toBe(true);
    for (const secret of planted) {
      for (const text of texts) {
        const at = text.indexOf(secret);
        expect(at < 0, `${secret}: ${text.slice(Math.max(0, at - 900), at + 80)}`).toBe(true);
      }
    }
  });
});

async function readFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "admin.key");
  return Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
  );
}
