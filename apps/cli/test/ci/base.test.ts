import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { commitAll, git } from "./git-repository.js";
import { brief, long, topicConfig } from "./topic-config.js";

let project: CliProject;
let remote: string;
let environment: Record<string, string>;
beforeEach(async () => {
  environment = {};
  project = await createCliProject(environment);
  remote = await mkdtemp(join(tmpdir(), "promptrail-remote-"));
});
afterEach(async () => {
  await project.remove();
  await rm(remote, { recursive: true, force: true });
});

/** A repository whose one commit, with one version, a remote has too; then a version that fails. */
async function startWork(branch = "main"): Promise<void> {
  await git(remote, "init", "--quiet", "--bare");
  await git(project.folder, "init", "--quiet", "--initial-branch", branch);
  await project.write("promptrail.config.ts", topicConfig([brief("active")]));
  await project.run("lock");
  await commitAll(project.folder, "First");
  await git(project.folder, "remote", "add", "origin", remote);
  await git(project.folder, "push", "--quiet", "origin", branch);
  await project.write("promptrail.config.ts", topicConfig([brief("active"), long("draft")]));
  await project.run("lock");
  await commitAll(project.folder, "Second");
}

describe("what a branch is compared with where no ref is named", { timeout: 120_000 }, () => {
  test.each(["main", "master"])("is the remote's %s", async (branch) => {
    await startWork(branch);
    const checked = await project.run("check", "--against");
    expect(checked.out).toContain(`Compared with origin/${branch} (`);
    expect(checked.exitCode).toBe(0);
    const evaluated = await project.run("eval", "--changed");
    expect(evaluated.out).toContain("topic_v1 (base)");
    expect(evaluated.exitCode).toBe(1);
  });

  test("is what the clone calls the remote's main branch", async () => {
    await startWork("trunk");
    const { exitCode, err } = await project.run("eval", "--changed");
    expect(err).toMatch(
      /none of origin\/HEAD, origin\/main, origin\/master. Fetch one of them.*--against REF/,
    );
    expect(exitCode).toBe(2);
    await git(project.folder, "remote", "set-head", "origin", "trunk");
    expect((await project.run("check", "--against")).out).toContain("Compared with origin/HEAD (");
  });

  test("is first of all what PROMPTRAIL_AGAINST names", async () => {
    await startWork();
    environment["PROMPTRAIL_AGAINST"] = await git(project.folder, "rev-parse", "HEAD");
    expect((await project.run("eval", "--changed")).out).toContain("Nothing was run");
    environment["PROMPTRAIL_AGAINST"] = "nowhere";
    expect(await project.run("eval", "--changed")).toMatchObject({ exitCode: 2 });
    expect(await project.run("check", "--against")).toMatchObject({ exitCode: 2 });
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("is nothing before the first push: all is new then", async () => {
    await startWork();
    environment["PROMPTRAIL_AGAINST"] = "0".repeat(40);
    const checked = await project.run("check", "--against");
    expect(checked.out).toContain(
      "No commit was there before this push, so there is nothing to compare.",
    );
    expect(checked.exitCode).toBe(0);
    const { out } = await project.run("eval", "--changed", "--json");
    expect(JSON.parse(out)).toMatchObject({
      compared: { changed: [{ versions: [1, 2], baseline: null }] },
    });
  });

  test("is nothing without a remote: eval then runs all, and check refuses", async () => {
    await project.write("promptrail.config.ts", topicConfig([brief("active")]));
    const expectNothing = async () => {
      const evaluated = await project.run("eval", "--changed");
      expect(evaluated.out).toMatch(
        /Not compared with a base, because there is no git remote: 1 run/,
      );
      expect(evaluated.exitCode).toBe(0);
      const checked = await project.run("check", "--against");
      expect(checked.err).toMatch(/not in a git repository with a remote.*--against REF/);
      expect(checked.exitCode).toBe(2);
    };
    await expectNothing();
    await git(project.folder, "init", "--quiet");
    await expectNothing();
  });
});
