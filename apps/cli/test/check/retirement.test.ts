import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { commitAll, git } from "../ci/git-repository.js";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { toClockOptions } from "./set-clock.js";

let project: CliProject;
let environment: Record<string, string>;
beforeEach(async () => {
  environment = {};
  project = await createStoredProject(environment);
});
afterEach(() => project.remove());

const setClock = (time: string) => {
  environment["NODE_OPTIONS"] = toClockOptions(time);
};

/** A model of a vendor's list that is retired on 2026-06-15, and one for which no day is known. */
const old = "claude-sonnet-4-20250514";
const current = "claude-sonnet-5";

/** Versions 1, 2, … of a family: `[status, model]`. */
async function declare(...versions: readonly (readonly [string, string])[]): Promise<void> {
  const prompts = versions.map(([status, model], index) => {
    const changelog = "Why.";
    const version = index + 1;
    const asked = { provider: "claude", model, maxTokens: 100, userTemplate: "Hello" };
    return { family: "greeting", version, status, changelog, ...asked };
  });
  await project.write(
    "promptrail.config.ts",
    `import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { claude } from "${new URL("../../../../packages/provider-claude/dist/index.js", import.meta.url).href}";
    export default defineConfig({
      prompts: ${JSON.stringify(prompts)}.map((prompt) => definePrompt(prompt)),
      providers: [claude()],
      families: { greeting: { gate: "none" } },
    });`,
  );
  await project.run("lock");
}

describe("a model that its vendor retires", { timeout: 120_000 }, () => {
  test("is an error of check by --sunset alone, as the days go by", async () => {
    await declare(["deprecated", old], ["active", old]);
    setClock("2026-04-20T08:00:00Z");
    const early = await project.run("check");
    expect(early.out).toMatch(/^✓ 2 versions in 1 family, 0 suites, lock file\.\n$/);
    const planned = await project.run("check", "--sunset", "60", "--json");
    expect(planned.exitCode).toBe(1);
    expect(JSON.parse(planned.out)).toMatchObject({
      ok: false,
      findings: [
        {
          severity: "error",
          code: "model_retires",
          prompt: "greeting_v2",
          provider: "claude",
          model: old,
          retires_at: "2026-06-15",
        },
      ],
    });
    setClock("2026-06-14T23:00:00Z");
    const near = await project.run("check");
    expect(near.out).toMatch(
      /^! model_retires greeting_v2 \(active\) .* on 2026-06-15, in 1 day\./,
    );
    expect(near.out).toContain("1 warning.");
    expect(near.exitCode).toBe(0);
    setClock("2026-06-15T00:00:01Z");
    const over = await project.run("check");
    expect(over.out).toMatch(/^! model_retired greeting_v2 \(active\) .* retired since 2026-06-15/);
    expect(over.exitCode).toBe(0);
    expect(await project.run("check", "--sunset", "0")).toMatchObject({ exitCode: 1 });
    const wrong = await project.run("check", "--sunset", "soon");
    expect(wrong).toMatchObject({ exitCode: 2, err: expect.stringContaining("--sunset") });
  });

  test("is an error with --against for what the branch adds or activates, and for nothing else", async () => {
    setClock("2026-06-20T08:00:00Z");
    await git(project.folder, "init", "--quiet", "--initial-branch", "main");
    await declare(["active", old], ["draft", old]);
    await commitAll(project.folder, "First");
    await git(project.folder, "checkout", "--quiet", "-b", "branch");
    const unchanged = await project.run("check", "--against", "main");
    expect(unchanged.out).toMatch(/! model_retired greeting_v1[\s\S]*! model_retired greeting_v2/);
    expect(unchanged.exitCode).toBe(0);
    await declare(["deprecated", old], ["active", old]);
    const activated = await project.run("check", "--against", "main");
    expect(activated.out).toMatch(
      /^✗ model_retired greeting_v2 .* error because the version is not active in main\./,
    );
    expect(activated.exitCode).toBe(1);
    await declare(["active", old], ["draft", old], ["draft", old]);
    const added = await project.run("check", "--against", "main");
    expect(added.out).toMatch(
      /^✗ model_retired greeting_v3 .* error because main does not have this version\./,
    );
    expect(added.exitCode).toBe(1);
    // Without a base to compare with, the same is a warning.
    expect(await project.run("check")).toMatchObject({ exitCode: 0 });
    await declare(["active", old], ["draft", old], ["draft", current]);
    expect(await project.run("check", "--against", "main")).toMatchObject({ exitCode: 0 });
  });

  test("is told by list, deploy and status too, which do not fail for it", async () => {
    setClock("2026-06-01T08:00:00Z");
    await declare(["active", old], ["draft", current]);
    const listed = await project.run("list");
    expect(listed.out).toMatch(/greeting_v1 .* claude-sonnet-4-20250514 \(until 2026-06-15\) /);
    const dates = JSON.parse((await project.run("list", "--json")).out);
    expect(dates).toMatchObject({
      versions: [{ retires_at: "2026-06-15" }, { retires_at: null }],
    });
    const line = /^! greeting_v1 \(active\) uses .* retires on 2026-06-15, in 14 days\./m;
    const deployed = await project.run("deploy");
    expect(deployed.out).toMatch(line);
    expect(deployed.exitCode).toBe(0);
    const status = await project.run("status");
    expect(status.out).toMatch(line);
    expect(status.exitCode).toBe(0);
    const { warnings } = JSON.parse((await project.run("status", "--json")).out);
    expect(warnings).toMatchObject([{ code: "model_retires", prompt: "greeting_v1" }]);
  });
});
