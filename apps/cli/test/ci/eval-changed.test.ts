import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { commitAll, git } from "./git-repository.js";
import { brief, long, topicConfig } from "./topic-config.js";

let project: CliProject;
beforeEach(async () => {
  // Nobody listens there: who opened the store would fail.
  project = await createCliProject({ DATABASE_URL: "postgres://nobody@127.0.0.1:1/nothing" });
});
afterEach(() => project.remove());

async function declare(...settings: Parameters<typeof topicConfig>): Promise<void> {
  await project.write("promptrail.config.ts", topicConfig(...settings));
}

/** `main` has these versions; the work goes on in `branch`. */
async function startBranch(...settings: Parameters<typeof topicConfig>): Promise<void> {
  await git(project.folder, "init", "--quiet", "--initial-branch", "main");
  await declare(...settings);
  expect(await project.run("lock")).toMatchObject({ exitCode: 0 });
  await commitAll(project.folder, "First");
  await git(project.folder, "checkout", "--quiet", "-b", "branch");
}

const evalChanged = (...args: readonly string[]) =>
  project.run("eval", "--changed", "--against", "main", ...args);

describe("eval --changed", { timeout: 120_000 }, () => {
  test("says that nothing changed, runs nothing and exits 0", async () => {
    await startBranch([brief("active"), long("draft")]);
    const { exitCode, out } = await evalChanged();
    expect(out).toMatch(/Compared with main \([0-9a-f]{8}\): no version is new.*Nothing was run/);
    expect(exitCode).toBe(0);
  });

  test("runs a new version against the one that main declares active, and opens no store", async () => {
    await startBranch([brief("active")]);
    await declare([brief("active"), brief("draft")]);
    const { exitCode, out } = await evalChanged();
    expect(out).toMatch(/│ +topic_v2 │ +topic_v1 \(base\) │/);
    expect(out).toMatch(
      /Gate: PASS.*No evidence is stored\. For evidence for a promotion, run `promptrail eval topic --version 2`\..*1 run, which passes/s,
    );
    expect(exitCode).toBe(0);
    expect(existsSync(join(project.folder, ".promptrail/store"))).toBe(false);
  });

  test("exits 1 where a new version is worse, whatever its status", async () => {
    await startBranch([brief("active")]);
    await declare([brief("active"), long("draft"), brief("draft")]);
    const { exitCode, out } = await evalChanged("--json");
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      compared: {
        against: { ref: "main" },
        changed: [{ family: "topic", versions: [2, 3], baseline: 1, suite_changed: false }],
      },
      reports: [
        { verdict: "fail", evidence_id: null },
        { verdict: "pass", evidence_id: null },
      ],
    });
    expect(exitCode).toBe(1);
  });

  test("exits 1 where a version that is equally bad takes over", async () => {
    await startBranch([long("active")]);
    await declare([long("deprecated"), long("active")]);
    const { exitCode, out } = await evalChanged();
    expect(out).toMatch(/Gate: FAIL\s+· Below the floor: pass rate 0\.0 %/);
    expect(exitCode).toBe(1);
  });

  test("runs a draft that becomes active, and no other that main has", async () => {
    await startBranch([brief("active"), long("draft"), long("draft")]);
    await declare([brief("deprecated"), long("active"), long("draft")]);
    const { exitCode, out } = await evalChanged("--json");
    expect(JSON.parse(out)).toMatchObject({
      compared: { changed: [{ versions: [2], baseline: 1 }] },
      reports: [{ verdict: "fail" }],
    });
    expect(exitCode).toBe(1);
  });

  test("compares with the commit where the branch parted", async () => {
    await startBranch([brief("active")]);
    await git(project.folder, "checkout", "--quiet", "main");
    await declare([brief("deprecated"), brief("active")]);
    await project.run("lock");
    await commitAll(project.folder, "Meanwhile");
    await git(project.folder, "checkout", "--quiet", "branch");
    const { exitCode, out } = await evalChanged();
    expect(out).toContain("Nothing was run");
    expect(exitCode).toBe(0);
  });

  test.each([
    ["nothing passes any more", 1, "FAIL", 1],
    ["all still passes", 11, "PASS", 0],
  ])(
    "runs the active version alone where its suite changed and %s",
    async (_title, maxWords, verdict, code) => {
      await startBranch([brief("active"), long("draft")]);
      await declare([brief("active"), long("draft")], { maxWords });
      const { exitCode, out } = await evalChanged();
      expect(out).toContain(`Without a baseline: ${verdict}`);
      expect(exitCode).toBe(code);
    },
  );

  test("runs the versions of a new family alone", async () => {
    await git(project.folder, "init", "--quiet", "--initial-branch", "main");
    await commitAll(project.folder, "Nothing yet");
    await declare([brief("active"), long("draft")]);
    const { exitCode, out } = await evalChanged("--json");
    expect(JSON.parse(out)).toMatchObject({
      compared: { changed: [{ versions: [1, 2], baseline: null }] },
      reports: [
        { report: "eval", verdict: "pass" },
        { report: "eval", verdict: "fail" },
      ],
    });
    expect(exitCode).toBe(1);
  });

  test.each([
    [
      "gated",
      1,
      /✗ greeting_v1 changed, and "greeting" has no suite.*1 changed family has no suite/s,
    ],
    [
      "ungated",
      0,
      /· greeting_v1 changed: "greeting" declares gate: "none".*✓ Compared with main/s,
    ],
  ] as const)(
    "where a changed family that is %s has no suite, exits %i",
    async (greeting, code, message) => {
      await startBranch([brief("active")]);
      await declare([brief("active")], { greeting });
      const { exitCode, out } = await evalChanged();
      expect(out).toMatch(message);
      expect(exitCode).toBe(code);
      expect(await evalChanged("topic")).toMatchObject({ exitCode: 0 });
    },
  );

  test("exits 1 where the suite of a family is gone", async () => {
    await startBranch([brief("active")]);
    await declare([brief("active")], { maxWords: null });
    const { exitCode, out } = await evalChanged();
    expect(out).toMatch(/The config has no suite, so there is nothing to run/);
    expect(exitCode).toBe(1);
  });

  test("exits 1 where there is no suite at all, as eval does", async () => {
    await startBranch([brief("active")], { maxWords: null });
    expect(await evalChanged()).toMatchObject({ exitCode: 1 });
    const { exitCode, out } = await project.run("eval", "--json");
    expect(JSON.parse(out)).toMatchObject({ error: { code: "no_suite" } });
    expect(exitCode).toBe(1);
  });

  test("refuses to compare with a version that was edited", async () => {
    await startBranch([brief("active")]);
    await declare([{ ...brief("active"), userTemplate: "Edited {{ topic }}" }, brief("draft")]);
    const { exitCode, err } = await evalChanged();
    expect(err).toMatch(/topic_v1 was edited after it was locked.*merge base/);
    expect(exitCode).toBe(1);
  });

  test.each([
    [["--changed", "--version", "1"], /--changed finds the versions itself/],
    [["--against", "main"], /--against works only together with --changed/],
    [["nowhere", "--changed", "--against", "main"], /no prompt family "nowhere"/],
    [["--changed", "--against", "nowhere"], /The commit "nowhere" does not exist in this clone/],
  ])("refuses %j", async (args, message) => {
    await startBranch([brief("active")]);
    const { exitCode, err } = await project.run("eval", ...args);
    expect(err).toMatch(message);
    expect(exitCode).toBe(2);
  });
});
