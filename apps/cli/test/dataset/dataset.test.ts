import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createClient } from "@promptrail/client";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { runCli } from "../../src/index.js";
import { createProcessTerminal } from "../../src/terminal.js";
import { type CliProject, createCliProject } from "../cli-project.js";

const adminUrl = inject("postgresAdminUrl");
const isMissing = adminUrl === null;

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { defineSuite, jsonl, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  import { z } from "zod";
  const input = z.strictObject({ note: z.string().min(1), price: z.string().optional() });
  const note = definePrompt({
    family: "note", version: 1, status: "active", provider: "fake", model: "m", maxTokens: 50,
    input, system: "Be short.", userTemplate: "Say {{ note }}",
  });
  export default defineConfig({
    prompts: [note],
    providers: [fakeProvider({ answers: () => "Said." })],
    families: { note: { gate: "none" } },
    suites: [defineSuite({
      prompt: note, dataset: jsonl(new URL("./notes.jsonl", import.meta.url), { context: input }),
      evals: [maxWords(5)],
    })],
  });`;

const rows = Array.from({ length: 6 }, (_, at) =>
  JSON.stringify({
    id: `plain-${at}`,
    context: { note: `Write to the shop number ${at}.`, price: "5" },
  }),
);

let database: TestDatabase | null = null;
let project: CliProject;
beforeAll(async () => {
  if (isMissing) return;
  database = await createTestDatabase(adminUrl);
  project = await createCliProject({ DATABASE_URL: database.url });
  await project.write("promptrail.config.ts", config);
  await project.write("notes.jsonl", `${rows.join("\n")}\n`);
  await project.run("lock");
  const server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const shown = await server.waitFor(/Admin key, shown once: pk_development_\S+/);
  const client = createClient({ url, key: shown.split(": ")[1] ?? "" });
  const say = (note: string, subject?: string) =>
    client.call("note", { note, price: "5" }, subject === undefined ? {} : { subject });
  for (let at = 0; at < 8; at += 1) await say(`Write to the shop number ${at}.`);
  await say("Zahl 20 € an ada@example.com", "ada");
  await say("Zahl 30 € an bo@example.com", "bo");
  // A server that ends well has written every record.
  server.signal("SIGTERM");
  await server.ended;
});
afterAll(async () => {
  await project?.remove();
  await database?.drop();
});

describe.skipIf(isMissing)(titleOnPostgres("a dataset beside production, on PostgreSQL"), () => {
  test("stats tells what production has and the dataset lacks", async () => {
    const { out, exitCode } = await project.run("dataset", "stats", "note", "--json");
    expect(exitCode).toBe(0);
    const stats = JSON.parse(out);
    expect(stats).toMatchObject({
      family: "note",
      file: join(project.folder, "notes.jsonl"),
      cases: 6,
      units: 6,
      alike: [],
      production: { environment: "development", calls: 10, unshaped: 0, capped: false },
      production_problem: null,
    });
    const euro = stats.shapes.find(
      ({ feature }: { feature: string }) => feature === "currency:eur",
    );
    expect(euro).toMatchObject({ cases: 0, calls: 2, share: 0.2, thin: true });
    // R: binom.test(2, 10)
    expect(euro.share_lower).toBeCloseTo(0.02521, 4);
    expect(euro.share_upper).toBeCloseTo(0.5561, 4);
    const text = await project.run("dataset", "stats", "notes.jsonl", "--since", "1d");
    expect(text.out).toContain(
      "0 cases of currency:eur, which 20.0 % of traffic has (2.5–55.6 %).",
    );
  });

  test("stats looks at as many calls as it is told, the newest first", async () => {
    const { out } = await project.run("dataset", "stats", "note", "--calls", "1", "--json");
    expect(JSON.parse(out).production).toMatchObject({ calls: 1, capped: true });
  });

  test("from-calls shows calls to a person, who accepts, edits, refuses, leaves, and goes on", async () => {
    const first = await review("--thin", "x", "r", "");
    expect(first.json).toMatchObject({
      offered: 2,
      accepted: 0,
      refused: 1,
      left: 1,
      calls: 10,
      known: 6,
    });
    expect(first.err).toContain('"x" is none of them.');
    // What was redacted stays visible.
    expect(first.err).toMatch(/Zahl \d0 € an \[email\]/);
    expect(first.err).toMatch(/has little of: .*currency:eur/);
    expect(await readLines()).toHaveLength(6);

    // The editor empties the note, which the prompt's schema refuses, then tags the case.
    await project.write(
      "edit.mjs",
      `import { existsSync, readFileSync, writeFileSync } from "node:fs";
       const row = JSON.parse(readFileSync(process.argv[2], "utf8"));
       if (existsSync("edited")) row.tags = ["euro"]; else row.context.note = "";
       writeFileSync("edited", "");
       writeFileSync(process.argv[2], JSON.stringify(row));`,
    );
    const second = await review("--thin", "e", "e", 'a {"sum": 20}');
    expect(second.err).toMatch(/context of case "call-.*does not fit.*note/);
    expect(second.json).toMatchObject({ offered: 1, accepted: 1, left: 0, known: 7 });
    const lines = await readLines();
    expect(lines.slice(0, 6)).toEqual(rows);
    expect(JSON.parse(lines[6] ?? "")).toMatchObject({
      id: expect.stringMatching(/^call-/),
      context: { note: expect.stringMatching(/€ an \[email\]$/), price: "5" },
      ground_truth: { sum: 20 },
      tags: ["euro"],
      cluster: expect.stringMatching(/^subject-/),
      origin: { call_id: expect.any(String), at: expect.any(String), environment: "development" },
    });

    expect((await review("--thin")).json).toMatchObject({ offered: 0, known: 8 });
    const rest = await review("", "");
    expect(rest.json).toMatchObject({ offered: 2, accepted: 0, refused: 0, left: 2 });
    // The same seed shows the same calls in the same order.
    expect((await review("", "")).err).toBe(rest.err);
  });

  test("from-calls accepts nothing where nobody can be asked", async () => {
    const { err, exitCode } = await project.run("dataset", "from-calls", "note");
    expect({ err, exitCode }).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining("Run the command in a terminal"),
    });
  });
});

async function readLines(): Promise<readonly string[]> {
  return (await readFile(join(project.folder, "notes.jsonl"), "utf8")).trim().split("\n");
}

/** The command in this process, with a person at its terminal who types these answers, and then leaves. */
async function review(flag: string, ...typed: readonly string[]) {
  const answers = [...typed];
  const printed = { out: "", err: "" };
  const args = ["dataset", "from-calls", "note", "--json", ...(flag === "" ? [] : [flag])];
  const exitCode = await runCli(args, {
    ...createProcessTerminal(),
    folder: project.folder,
    environment: {
      PROMPTRAIL_ACTOR: "ada",
      DATABASE_URL: database?.url,
      EDITOR: `cd ${project.folder} && "${process.execPath}" edit.mjs`,
    },
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    ask: async () => answers.shift() ?? "",
  });
  return { exitCode, ...printed, json: JSON.parse(printed.out) };
}
