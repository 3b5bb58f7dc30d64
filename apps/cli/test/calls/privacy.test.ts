import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createClient } from "@promptrail/client";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { dumpDatabase } from "../../../../tooling/test/traces/dump-database.ts";
import { readDatabaseFiles } from "../../../../tooling/test/traces/read-database-files.ts";
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

const observers = fileURLToPath(
  new URL("../../../../tooling/test/traces/spans-to-file.ts", import.meta.url),
);

/** Repeats what it is told, as models and their errors do. */
const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { fakeProvider } from "@promptrail/testing";
  import { spansToFile } from ${JSON.stringify(observers)};
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
    observers: [spansToFile("spans.jsonl")],
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

  test.skipIf(isMissing)(
    "is in no table, dump, file, span and line once a call is kept",
    async () => {
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
      // A spool that ends well leaves nothing: what its files say is read while it runs.
      const spooled = await readFiles(join(project.folder, ".promptrail", "spool"));
      server.signal("SIGTERM");
      const { out, err } = await server.ended;
      const places = {
        spool: spooled,
        spans: [await readFile(join(project.folder, "spans.jsonl"), "utf8")],
        files: await readFiles(join(project.folder, ".promptrail")),
        lines: [out, err],
        ...(database === null
          ? {}
          : {
              dump: await dumpDatabase(database.url),
              tables: await readDatabaseFiles(database.url),
            }),
      };
      const sure = ["spool", "spans", ...(onPostgres ? ["dump", "tables"] : ["files"])];
      for (const [place, texts] of Object.entries(places)) {
        for (const text of texts) expectNothing(place, text);
        // The search would see them: what stood beside them is there.
        const isSeen = texts.some((text) => text.includes("number 3"));
        expect(isSeen || !sure.includes(place), place).toBe(true);
      }
    },
  );
});

function expectNothing(place: string, text: string): void {
  for (const secret of planted) {
    const at = text.indexOf(secret);
    const found = `${place}, ${secret}: ${text.slice(Math.max(0, at - 900), at + 80)}`;
    expect(at < 0, found).toBe(true);
  }
}

async function readFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && entry.name !== "admin.key");
  return Promise.all(
    files.map(({ parentPath, name }) => readFile(join(parentPath, name), "latin1")),
  );
}
