import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Status } from "@promptrail/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { greetingConfig, greetings } from "../greeting-config.js";
import { commitAll, git } from "./git-repository.js";

/** One story of a branch, with its repository and its store: each test goes on where the one before ended. */
describe("a draft that the branch's base does not have", { timeout: 120_000 }, () => {
  let project: CliProject;
  beforeAll(async () => {
    project = await createStoredProject();
    await git(project.folder, "init", "--quiet", "--initial-branch", "main");
    await declare(["active", "draft"]);
    await project.run("lock");
    await commitAll(project.folder, "First");
    await git(project.folder, "checkout", "--quiet", "-b", "branch");
  });
  afterAll(() => project.remove());

  /** Versions 1, 2, … with these statuses; `text` is that of the last one. */
  const declare = async (statuses: readonly Status[], text?: string) => {
    const prompts = greetings(...statuses).map((prompt) =>
      text !== undefined && prompt.version === statuses.length
        ? { ...prompt, userTemplate: text }
        : prompt,
    );
    await project.write("promptrail.config.ts", greetingConfig(prompts, "staging"));
  };

  const readNumbers = async () => {
    const lock = JSON.parse(await readFile(join(project.folder, "prompts.lock.json"), "utf8"));
    return Object.keys(lock.families.greeting.versions);
  };

  test("is deployed to staging from the branch", async () => {
    await declare(["active", "draft", "draft"]);
    const locked = await project.run("lock");
    expect(locked.out).toMatch(/greeting_v3 added \(draft\)/);
    expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
    await commitAll(project.folder, "Tried");
  });

  test("can be deleted: check says that the lock is stale, and lock drops it", async () => {
    await declare(["active", "draft"]);
    const stale = await project.run("check", "--against", "main");
    expect(stale.out).toMatch(/lock_stale .* out of date for: greeting\. Run `promptrail lock`/);
    expect(stale.exitCode).toBe(1);
    const kept = await readFile(join(project.folder, "prompts.lock.json"));
    const locked = await project.run("lock", "--against", "main");
    expect(locked.out).toMatch(/^Wrote prompts\.lock\.json\.\n {2}greeting_v3 dropped \(draft\)\n/);
    await writeFile(join(project.folder, "prompts.lock.json"), kept);
    const { out } = await project.run("lock", "--against", "main", "--json");
    expect(JSON.parse(out)).toMatchObject({ changed: true, dropped: ["greeting_v3"] });
    expect(await readNumbers()).toEqual(["1", "2"]);
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("leaves its number to the environment that has it, and deploy names it", async () => {
    const deployed = await project.run("deploy");
    expect(deployed.out).toMatch(
      /^greeting_v3 is registered in staging, but is not in the code: its number cannot be used again\. The next one is greeting_v4\.$/m,
    );
    expect(deployed.exitCode).toBe(0);
    const { out } = await project.run("deploy", "--json");
    const dropped = [{ family: "greeting", version: 3, next_version: 4 }];
    expect(JSON.parse(out)).toMatchObject({ is_live: true, dropped });
  });

  test("cannot be followed there by another text under its number: deploy names a free one", async () => {
    await declare(["active", "draft", "draft"], "Another text for {{ name }}");
    await project.run("lock", "--against", "main");
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
    const { exitCode, err } = await project.run("deploy");
    expect(err).toMatch(/Nothing was deployed: greeting_v3 is already registered with different/);
    expect(err).toMatch(
      /In staging a number keeps its content, also if the version was dropped from the code: restore its text, or declare the new one under a new version number, such as greeting_v4\./,
    );
    expect(exitCode).toBe(2);
  });

  test("can be restored with its own text", async () => {
    await declare(["active", "draft", "draft"]);
    await project.run("lock", "--against", "main");
    const { exitCode, out } = await project.run("deploy");
    expect(out).not.toContain("cannot be used again");
    expect(exitCode).toBe(0);
  });

  test("leaves its number free in development, where drafts are tried out", async () => {
    const declareThere = (prompts: ReturnType<typeof greetings>) =>
      project.write("promptrail.config.ts", greetingConfig(prompts));
    const all = greetings("active", "draft", "draft");
    const other = all.map((prompt) =>
      prompt.version === 3 ? { ...prompt, userTemplate: "Another text" } : prompt,
    );
    for (const prompts of [all, all.slice(0, 2), other]) {
      await declareThere(prompts);
      await project.run("lock", "--against", "main");
      const { exitCode, out } = await project.run("deploy");
      expect(out).toContain("live in development");
      expect(out).not.toContain("cannot be used again");
      expect(exitCode).toBe(0);
    }
  });

  test("cannot be deleted once the base has it", async () => {
    await declare(["active"]);
    const locked = await project.run("lock", "--against", "main");
    expect(locked.err).toMatch(/greeting_v2 is in prompts\.lock\.json of the merge base but no/);
    expect(locked.exitCode).toBe(1);
    const checked = await project.run("check", "--against", "main");
    expect(checked.out).toMatch(/immutability_violation greeting_v2 .* merge base .*"archived"/);
    expect(checked.exitCode).toBe(1);
  });
});
