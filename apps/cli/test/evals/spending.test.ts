import { randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import {
  type Fault,
  type SimulatedUpstreams,
  startSimulatedUpstreams,
} from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { runSql } from "../../../../tooling/test/run-sql.ts";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const total = 40;
const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const suiteOf = (family) => defineSuite({ family, evals: [maxWords(90)], gate: { margin: 0.2 }, dataset: cases("rows",
    Array.from({ length: ${total} }, (_, index) => ({
      id: "case-" + index, context: { name: "Ada " + index }, tags: index < 5 ? ["few"] : [],
    }))) });
  const promptOf = (family, model) => ({
    family, provider: "openai", model, maxTokens: 40, userTemplate: "Greet {{ name }}.",
  });
  const versionsOf = (family, model = "gpt-4.1-mini") => [
    definePrompt({ ...promptOf(family, model), version: 1, status: "active" }),
    definePrompt({ ...promptOf(family, model), version: 2, status: "draft", changelog: "c", system: "Be kind." }),
  ];
  export default defineConfig({
    prompts: [...versionsOf("greeting"), ...versionsOf("farewell"), ...versionsOf("unpriced", "a-model-of-ours")],
    providers: [openai()],
    suites: [suiteOf("greeting"), suiteOf("farewell"), suiteOf("unpriced")],
  });`;

let upstreams: SimulatedUpstreams;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
});
afterAll(() => upstreams.close());
beforeEach(() => upstreams.openai.reset());

const environment = () => ({
  OPENAI_API_KEY: "simulated",
  OPENAI_BASE_URL: upstreams.openai.baseUrl,
});

const requests = () => upstreams.openai.requests.length;

describe("an eval", () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject(environment());
    await project.write("promptrail.config.ts", config);
    await project.run("lock");
    expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
  });
  afterAll(() => project.remove());
  beforeEach(async () => {
    await rm(join(project.folder, ".promptrail", "evals"), { recursive: true, force: true });
  });

  test("asks a busy vendor again, and loses no case", async () => {
    const busy: readonly Fault[] = [
      { type: "status", status: 429, retryAfter: "0" },
      { type: "status", status: 503, retryAfter: "1" },
      { type: "drop" },
    ];
    upstreams.openai.script(...busy);
    const { out, exitCode } = await project.run("eval", "greeting", "--json");
    expect(exitCode).toBe(0);
    expect(JSON.parse(out).reports).toMatchObject([{ side: { cases: total, errored: 0 } }]);
    expect(requests()).toBe(total + busy.length);
  });

  test.each<[string, Fault]>([
    ["auth", { type: "status", status: 401 }],
    ["quota", { type: "status", status: 429, code: "insufficient_quota" }],
  ])(
    "stops at the first failure by %s, and so does what would come after it",
    async (kind, fault) => {
      upstreams.openai.script(...Array(3 * total).fill(fault));
      const { out, exitCode } = await project.run("eval", "--concurrency", "4");
      expect(exitCode).toBe(1);
      expect(requests()).toBe(4);
      expect(out).toContain(`The run was stopped at the first failure (${kind})`);
      expect(out).toContain("0 of 40 kept: run it again to go on with the others.");
      expect(out).toContain("Not run: farewell, unpriced.");
    },
  );

  test.each([
    [["--case", "case-3", "case-4"], 2],
    [["--tag", "few"], 5],
    [["--limit", "10"], 10],
    [["--tag", "few", "--limit", "1"], 1],
  ])(
    "of a part of the cases (%s) stores no evidence, exits 1 and says so",
    async (flags, asked) => {
      const args = ["eval", "greeting", "--version", "2", "--fresh", ...flags];
      const { out, exitCode } = await project.run(...args);
      expect(exitCode).toBe(1);
      expect(requests()).toBe(2 * asked);
      expect(out).toContain(`Only ${asked} of ${total} cases were run`);
      expect(out).toContain("No evidence is stored, because only a part of the cases ran.");
      const refused = await project.run("promote", "greeting", "2", "--reason", "r");
      expect(refused).toMatchObject({ exitCode: 1 });
    },
  );

  test("that goes on says what was kept, and pays for the rest alone", async () => {
    await project.run("eval", "greeting", "--version", "2", "--fresh", "--limit", "10");
    upstreams.openai.reset();
    const { err, out, exitCode } = await project.run("eval", "greeting", "--version", "2");
    expect(err).toContain(
      "greeting: 10 of 40 kept, which earlier runs answered; --fresh asks for them again. None is older than 20",
    );
    expect(requests()).toBe(2 * (total - 10));
    expect(out).toMatch(/Evidence \S+ in development/);
    expect(exitCode).toBe(0);
    expect(`${out}${err}`).not.toMatch(/resume/i);
  });

  test("stops before it costs more than it may, for all its families together", async () => {
    const whole = await project.run("eval", "greeting", "--json");
    const { cost } = JSON.parse(whole.out).reports[0].side;
    upstreams.openai.reset();
    const limit = (cost / 2).toFixed(9);
    const { out, exitCode } = await project.run(
      "eval",
      "farewell",
      "--version",
      "2",
      "--max-cost",
      limit,
      "--fresh",
      "--json",
    );
    const [found] = JSON.parse(out).reports;
    expect(exitCode).toBe(1);
    expect(found).toMatchObject({ verdict: "inconclusive", evidence_id: null });
    expect(found.reasons[0]).toContain("another case could exceed the limit of $");
    expect(found.candidate.cost + found.baseline.cost).toBeLessThanOrEqual(cost / 2);
    expect(requests()).toBe(2 * (total - found.missing));
  });

  test("is refused before it asks anything where its first case may cost more than the limit", async () => {
    const { out, err, exitCode } = await project.run(
      "eval",
      "greeting",
      "--fresh",
      "--max-cost",
      "0.00001",
    );
    expect(exitCode).toBe(2);
    expect(out).toBe("");
    const [, most] = /the first case may cost up to \$(\S+):/.exec(err) ?? [];
    expect(requests()).toBe(0);
    // What it says is enough for that case.
    const again = await project.run(
      "eval",
      "greeting",
      "--fresh",
      "--max-cost",
      most ?? "",
      "--json",
    );
    const [report] = JSON.parse(again.out).reports;
    expect(report.side.cost).toBeGreaterThan(0);
    expect(report.side.cost).toBeLessThanOrEqual(Number(most));
  });

  test.each([
    [["unpriced", "--max-cost", "1"], /What unpriced_v1 costs cannot be told/],
    [["greeting", "--max-cost", "none"], /--max-cost must be an amount of US dollars/],
    [["greeting", "--max-cost", "0"], /--max-cost must be an amount of US dollars/],
    [["greeting", "--case", "case-99"], /has no case "case-99"/],
    [["greeting", "--tag", "fww"], /no case with the tag "fww"\. Did you mean "few"\?/],
    [["greeting", "--filter", ""], /--filter is empty, and would be found everywhere/],
    [["greeting", "--filter", "Ada"], /The filter searches ids only, such as "case-0"/],
    [["greeting", "--html", "-"], /--html - would be a file named "-"/],
    [["greeting", "--limit", "0"], /--limit must be a whole number from 1/],
    [["greeting", "--show-failures", "x"], /--show-failures must be a whole number from 1/],
  ])("is refused with a cure before anything is paid for: %s", async (args, message) => {
    const { err, exitCode } = await project.run("eval", ...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
    expect(requests()).toBe(0);
  });
});

const adminUrl = inject("postgresAdminUrl");

describe.skipIf(adminUrl === null)(
  titleOnPostgres("an eval whose evidence could not be saved"),
  () => {
    let database: TestDatabase;
    const role = `role_${randomUUID().replaceAll("-", "")}`;
    beforeAll(async () => {
      database = await createTestDatabase(adminUrl ?? "");
    });
    afterAll(async () => {
      await database.drop();
      await runSql(adminUrl ?? "", `drop role if exists ${role}`);
    });

    test("says so before it asks anybody", async () => {
      const owner = await createCliProject({ ...environment(), DATABASE_URL: database.url });
      await owner.write("promptrail.config.ts", config);
      await owner.run("lock");
      expect(await owner.run("deploy")).toMatchObject({ exitCode: 0 });
      await runSql(
        database.url,
        `create role ${role} login password 'role'; grant usage on schema promptrail to ${role};
       grant select on all tables in schema promptrail to ${role}`,
      );
      const url = new URL(database.url);
      url.username = role;
      url.password = "role";
      const project = await createCliProject({ ...environment(), DATABASE_URL: url.href });
      await project.write("promptrail.config.ts", config);
      const { err, exitCode } = await project.run("eval", "greeting", "--version", "2");
      expect(err).toMatch(
        /Evidence could not be saved in development: .*the user does not have the necessary privilege.* Nothing was run, and no vendor was called\./,
      );
      expect(exitCode).toBe(3);
      expect(requests()).toBe(0);
      await Promise.all([owner.remove(), project.remove()]);
    });
  },
);
