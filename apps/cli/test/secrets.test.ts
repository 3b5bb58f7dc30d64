import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { readAllRows } from "../../../tooling/test/read-all-rows.ts";
import { createTestDatabase, type TestDatabase } from "../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, createStoredProject } from "./cli-project.js";
import { importProviders } from "./import-providers.js";

const adminUrl = inject("postgresAdminUrl");
const engines = [
  { engine: "the embedded store", isMissing: false, onPostgres: false },
  {
    engine: titleOnPostgres("PostgreSQL"),
    isMissing: adminUrl === null,
    onPostgres: true,
  },
];

/** None looks like a vendor's key: what hides them must know them, not their shape. */
const keys = {
  OPENAI_API_KEY: "canary-of-openai-6c1f9a",
  ANTHROPIC_API_KEY: "canary-of-anthropic-0b77e2",
  PROMPTRAIL_ADMIN_KEY: "canary-of-the-operator-93d5c8",
};
const nearlyTheAdminKey = `${keys.PROMPTRAIL_ADMIN_KEY.slice(0, -1)}9`;

const config = `
  ${importProviders("openai", "claude")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  const base = { version: 1, status: "active", maxTokens: 50, userTemplate: "Greet {{ name }}" };
  export default defineConfig({
    prompts: [
      definePrompt({ ...base, family: "by_openai", provider: "openai", model: "gpt-4.1-mini" }),
      definePrompt({ ...base, family: "by_claude", provider: "claude", model: "claude-sonnet-4-20250514" }),
    ],
    providers: [openai(), claude()],
  });`;

const families = ["by_openai", "by_claude"] as const;

describe.each(engines)("keys and passwords on $engine", ({ isMissing, onPostgres }) => {
  let upstreams: SimulatedUpstreams;
  let database: TestDatabase | null = null;
  let project: CliProject;
  beforeEach(async () => {
    if (isMissing) return;
    upstreams = await startSimulatedUpstreams();
    database = onPostgres ? await createTestDatabase(adminUrl ?? "") : null;
    project = await (onPostgres ? createCliProject : createStoredProject)({
      ...keys,
      OPENAI_BASE_URL: upstreams.openai.baseUrl,
      ANTHROPIC_BASE_URL: upstreams.anthropic.baseUrl,
      ...(database === null ? {} : { DATABASE_URL: database.url }),
    });
    await project.write("promptrail.config.ts", config);
  });
  afterEach(async () => {
    await upstreams?.close();
    await project?.remove();
    await database?.drop();
  });

  test.skipIf(isMissing)("show nowhere, whatever goes well or wrong", async () => {
    const said = await useEverything(project, upstreams);
    const rows = database === null ? [] : await readAllRows(database.url, "promptrail");
    const files = await readFiles(join(project.folder, ".promptrail"));
    // The search would see them: the failures were recorded, and the key's hash is there.
    const stored = [...rows, ...files.map(({ text }) => text)].join("\n");
    expect(said).toContain("[key]");
    expect(stored).toContain("by_claude");
    expect(stored).toContain("auth");
    if (onPostgres) expect(rows.join("\n")).toContain(hashOf(keys.PROMPTRAIL_ADMIN_KEY));

    const secrets = [...Object.values(keys), nearlyTheAdminKey, ...passwordOf(database)];
    const open = files.filter(({ name }) => name !== "admin.key").map(({ text }) => text);
    for (const secret of secrets) {
      for (const text of [said, ...rows, ...open]) {
        expect(text.includes(secret), `${secret} in ${text.slice(0, 300)}`).toBe(false);
      }
    }
    const { mode } = await stat(join(project.folder, ".promptrail", "admin.key"));
    expect(mode & 0o777).toBe(0o600);
  });
});

/** Calls that go well, and every kind that does not. Returns all that anyone could read of it. */
async function useEverything(project: CliProject, upstreams: SimulatedUpstreams): Promise<string> {
  const said: string[] = [];
  const run = async (...args: readonly string[]) => {
    const { out, err } = await project.run(...args);
    said.push(out, err);
  };
  const context = '{"name": "Ada"}';
  await run("lock");
  refuse(upstreams);
  for (const family of families) await run("call", family, "--context", context, "--json");
  const server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const ask = async (path: string, body?: string, key = keys.PROMPTRAIL_ADMIN_KEY) => {
    const response = await fetch(url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
      body: body ?? null,
    });
    said.push(await response.text(), ...[...response.headers].flat());
    return response.status;
  };
  for (const family of families) {
    const path = `/v1/prompts/${family}`;
    for (const upstream of [upstreams.openai, upstreams.anthropic]) upstream.reset();
    expect(await ask(`${path}/call`, `{"context": ${context}}`)).toBe(200);
    for (const way of ["call", "stream"]) {
      refuse(upstreams);
      expect(await ask(`${path}/${way}`, `{"context": ${context}}`)).toBe(502);
      breakOff(upstreams);
      await ask(`${path}/${way}`, `{"context": ${context}}`);
    }
    for (const body of ['{"context": {}}', '{"context": {"nmae": 1}}', '{"context"', "[]"]) {
      expect(await ask(`${path}/call`, body)).toBeGreaterThanOrEqual(400);
    }
    await ask(`/admin/prompts/${family}/rollback`, "{}");
    await ask(`/admin/prompts/${family}/history`);
  }
  for (const path of ["/readyz", "/openapi.json", "/v1/status", "/v1/prompts", "/nowhere"]) {
    await ask(path);
  }
  expect(await ask("/v1/status", undefined, nearlyTheAdminKey)).toBe(401);
  for (const command of [
    "status",
    "history by_claude",
    "rollback by_openai",
    "list",
    "show by_openai",
  ]) {
    await run(...command.split(" "), "--json");
  }
  server.signal("SIGTERM");
  const { out, err } = await server.ended;
  return [...said, out, err].join("\n");
}

/** Vendors repeat the key in what they say of it. */
function refuse({ openai, anthropic }: SimulatedUpstreams): void {
  for (const [upstream, key] of [
    [openai, keys.OPENAI_API_KEY],
    [anthropic, keys.ANTHROPIC_API_KEY],
  ] as const) {
    upstream.reset();
    upstream.script({
      type: "status",
      status: 401,
      message: `Incorrect API key provided: ${key}.`,
    });
  }
}

function breakOff({ openai, anthropic }: SimulatedUpstreams): void {
  for (const upstream of [openai, anthropic]) {
    upstream.reset();
    upstream.script({ type: "malformed", afterEvents: 1 });
  }
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}

function passwordOf(database: TestDatabase | null): readonly string[] {
  return database === null ? [] : [new URL(database.url).password];
}

async function readFiles(
  folder: string,
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async ({ name, parentPath }) => ({
        name,
        text: await readFile(join(parentPath, name), "latin1"),
      })),
  );
}
