import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { evidenceReportWire } from "@promptrail/http-api";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../../../tooling/test/test-database.ts";
import { titleOnPostgres } from "../../../../tooling/test/title-on-postgres.ts";
import { commitAll, git } from "../ci/git-repository.js";
import { brief, long, type TopicVersion, topicConfig } from "../ci/topic-config.js";
import { type CliProject, createCliProject, createStoredProject } from "../cli-project.js";

const adminUrl = inject("postgresAdminUrl");
const file = "evidence.jsonl";

/** A folder with these versions of `topic`, of the environment `production`. */
async function open(
  versions: readonly TopicVersion[],
  environment: Readonly<Record<string, string>> = {},
): Promise<CliProject> {
  const project = await createCliProject({ PROMPTRAIL_ENV: "production", ...environment });
  onTestFinished(() => project.remove());
  await declare(project, versions);
  return project;
}

async function declare(project: CliProject, versions: readonly TopicVersion[]): Promise<void> {
  await project.write("promptrail.config.ts", topicConfig(versions));
  expect(await project.run("lock")).toMatchObject({ exitCode: 0 });
}

const readEvidence = ({ folder }: CliProject) => readFile(join(folder, file), "utf8");

describe.skipIf(adminUrl === null)(
  titleOnPostgres("evidence from CI, which does not have production's database"),
  { timeout: 120_000 },
  () => {
    let database: TestDatabase;
    beforeEach(async () => {
      database = await createTestDatabase(adminUrl ?? "");
    });
    afterEach(() => database.drop());

    const openProduction = (versions: readonly TopicVersion[]) =>
      open(versions, { DATABASE_URL: database.url });

    test("is posted to the server with a key for nothing else, and promotes", async () => {
      const versions = [brief("active"), brief("draft")];
      const production = await openProduction(versions);
      const server = production.start("serve", "--port", "0");
      const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
      const added = await production.run("keys", "add", "ci", "--scopes", "read,evidence");
      const key = /^pk_\S+$/m.exec(added.out)?.[0] ?? "";
      const ci = await open(versions, { PROMPTRAIL_SERVER: url, PROMPTRAIL_KEY: key });

      const unread = await production.run("keys", "add", "other", "--scopes", "evidence");
      const blind = await open(versions, {
        PROMPTRAIL_SERVER: url,
        PROMPTRAIL_KEY: /^pk_\S+$/m.exec(unread.out)?.[0] ?? "",
      });
      const refused = await blind.run("eval", "topic", "--version", "2", "--evidence", file);
      expect(refused.err).toMatch(/^✗ The key "other" does not have the scope "read"/);
      expect(refused).toMatchObject({ exitCode: 2, out: "" });

      const evaluated = await ci.run("eval", "topic", "--version", "2", "--evidence", file);
      expect(evaluated).toMatchObject({ exitCode: 0 });
      expect(evaluated.out).toMatch(
        /topic_v1 \(active\).*Evidence run-\S+ for production, in evid/s,
      );
      const response = await fetch(`${url}/admin/evidence`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: await readEvidence(ci),
      });
      const report = evidenceReportWire.in.parse(await response.json());
      expect(report).toMatchObject({ outcome: "stored", verdict: "pass", actor: "key:ci" });
      expect(evaluated.out).toContain(report.evidence_id);

      // The key promotes nothing, and whoever does sees who brought what it stands on.
      const promote = ["promote", "topic", "2", "--reason", "It is as good."];
      expect(await ci.run(...promote)).toMatchObject({ exitCode: 2 });
      const promoted = await production.run(...promote);
      expect(promoted.out).toContain(`on evidence ${report.evidence_id} by key:ci`);
      const history = await production.run("history", "topic");
      expect(history.out).toContain(`evidence ${report.evidence_id} by key:ci`);
      expect(await production.run("history", "--verify")).toMatchObject({ exitCode: 0 });
    });

    test("is handed to promote, which brings it to the server as its caller", async () => {
      const versions = [brief("active"), brief("draft"), long("draft")];
      const production = await openProduction(versions);
      const server = production.start("serve", "--port", "0");
      await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
      const ci = await open(versions);
      await ci.run("eval", "topic", "--version", "2", "--evidence", file);
      await production.write(file, await readEvidence(ci));
      const promote = (version: string) =>
        production.run("promote", "topic", version, "--reason", "r", "--evidence", file);
      expect((await promote("3")).err).toMatch(/has no evidence for topic_v3\. It has: topic_v2/);
      const promoted = await promote("2");
      expect(promoted).toMatchObject({ exitCode: 0 });
      expect(promoted.out).toMatch(/on evidence run-\S+ by ada via key:admin/);
      expect((await promote("2")).out).toMatch(/topic_v2 was active in production already/);
    });

    test("is handed to deploy, as often as the pipeline runs", async () => {
      const production = await openProduction([brief("active")]);
      expect(await production.run("deploy")).toMatchObject({ exitCode: 0 });
      const ci = await open([brief("active")]);
      await git(ci.folder, "init", "--quiet", "--initial-branch", "main");
      await commitAll(ci.folder, "First");
      await git(ci.folder, "checkout", "--quiet", "-b", "branch");
      const changed = [brief("deprecated"), brief("active")];
      await declare(ci, changed);
      await declare(production, changed);
      const evaluated = await ci.run("eval", "--changed", "--against", "main", "--evidence", file);
      expect(evaluated).toMatchObject({ exitCode: 0 });
      await production.write(file, await readEvidence(ci));
      const early = await production.run("deploy");
      expect(early.out).toMatch(/topic +2 +v2 +v1 +pending/);
      const deploy = () => production.run("deploy", "--evidence", file);
      const first = await deploy();
      expect(first.out).toMatch(/✓ Evidence run-\S+ for topic_v2 is stored \(verdict: pass\)/);
      expect(first.out).toMatch(/topic +2 +v2 +v2 +activated/);
      expect(first).toMatchObject({ exitCode: 0 });
      const again = await deploy();
      expect(again.out).toMatch(/for topic_v2 was stored before, by ada \(verdict: pass\)/);
      expect(again).toMatchObject({ exitCode: 0 });
      const { decisions } = JSON.parse((await production.run("history", "topic", "--json")).out);
      expect(decisions[0]).toMatchObject({ evidence_actor: "ada" });
    });

    test("of a version that production left meanwhile is refused, and nothing goes live by it", async () => {
      const versions = [brief("active"), brief("draft"), brief("draft")];
      const production = await openProduction(versions);
      await production.run("deploy");
      const ci = await open(versions);
      await ci.run("eval", "topic", "--version", "2", "--evidence", file);
      await production.write(file, await readEvidence(ci));
      await production.run("promote", "topic", "3", "--reason", "r", "--override", "o");
      const args = ["promote", "topic", "2", "--reason", "r", "--evidence", file];
      const refused = await production.run(...args);
      expect(refused.err).toMatch(
        /In production: The evidence for topic_v2 is refused: it compares with topic_v1, but topic_v3 is active now.*Nothing was stored\. Run `promptrail eval`/,
      );
      expect(refused).toMatchObject({ exitCode: 1 });
    });
  },
);

describe("a file with evidence", { timeout: 120_000 }, () => {
  const evaluate = (project: CliProject, ...args: readonly string[]) =>
    project.run("eval", "topic", "--version", "2", "--evidence", file, ...args);

  test("has scores alone, and is the same again without a question to the vendor", async () => {
    const ci = await open([brief("active"), brief("draft")]);
    expect(await evaluate(ci)).toMatchObject({ exitCode: 0 });
    const text = await readEvidence(ci);
    expect(text.trim().split("\n")).toHaveLength(1);
    expect(text).not.toContain("lamp");
    const { cases, ...about } = JSON.parse(text);
    expect(cases).toHaveLength(60);
    expect(about).toMatchObject({
      promptrail_evidence: 1,
      environment: "production",
      ran_by: "ada",
      verdict: "pass",
    });
    const again = await evaluate(ci);
    expect(again.err).toContain("topic: 60 of 60 kept");
    expect(JSON.parse(await readEvidence(ci)).cases).toEqual(cases);
  });

  test("is empty where nothing was compared, and deploys", async () => {
    const ci = await createStoredProject({ PROMPTRAIL_ENV: "production" });
    onTestFinished(() => ci.remove());
    await declare(ci, [brief("active")]);
    await git(ci.folder, "init", "--quiet", "--initial-branch", "main");
    await commitAll(ci.folder, "First");
    const args = ["eval", "--changed", "--against", "main", "--evidence", file];
    expect(await ci.run(...args)).toMatchObject({ exitCode: 0 });
    expect(await readEvidence(ci)).toBe("");
    expect(await ci.run("deploy", "--evidence", file)).toMatchObject({ exitCode: 0 });
  });

  test.each<[string, readonly string[], RegExp, number]>([
    ["of a part of the cases", ["--limit", "3"], /A part of the cases gives no evidence/, 2],
    ["of a tag", ["--tag", "x"], /A part of the cases gives no evidence/, 2],
    ["of the active version", ["--version", "1"], /is active itself, so there is nothing/, 2],
    ["in the place of a folder", ["--evidence", "."], /"\." is not a file/, 2],
    [
      "in a folder that is none",
      ["--evidence", "package.json/e"],
      /"package.json\/e" cannot be written/,
      3,
    ],
  ])("%s is refused before anybody is asked", async (_what, args, message, exitCode) => {
    const ci = await open([brief("active"), brief("draft")]);
    const refused = await evaluate(ci, ...args);
    expect(refused.err).toMatch(message);
    expect(refused).toMatchObject({ exitCode });
    expect(existsSync(join(ci.folder, file))).toBe(false);
  });

  test("that was changed is refused with its place, before a store is opened", async () => {
    const ci = await open([brief("active"), brief("draft")], {
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing",
    });
    const right = '{"promptrail_evidence":1}';
    const texts: readonly (readonly [string, RegExp])[] = [
      [`{"promptrail_evidence":1,`, /evidence\.jsonl, line 1: it is not JSON from column 26 on/],
      [`\n${right}\n{"a":1}`, /line 2: environment: .*family: /],
      ['{"__proto__":{"promptrail_evidence":1}}', /line 1: it is not evidence/],
      ["[]", /line 1: it is not evidence/],
      ['{"promptrail_evidence":2}', /promptrail_evidence: must be 1, the form that this release/],
      ['{"promptrail_evidence":1,"ran_at":1e400}', /line 1: .*ran_at/],
    ];
    for (const [text, message] of texts) {
      await ci.write(file, text);
      for (const command of [["deploy"], ["promote", "topic", "2", "--reason", "r"]]) {
        const refused = await ci.run(...command, "--evidence", file);
        expect(refused.err).toMatch(message);
        expect(refused).toMatchObject({ exitCode: 2 });
      }
    }
  });
});
