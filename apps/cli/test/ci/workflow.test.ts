import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type CliProject, createCliProject } from "../cli-project.js";
import { commitAll, git } from "./git-repository.js";

let project: CliProject;
let environment: Record<string, string>;
beforeEach(async () => {
  environment = {};
  project = await createCliProject(environment);
});
afterEach(() => project.remove());

const workflowSchema = z.looseObject({
  name: z.string(),
  env: z.record(z.string(), z.string()),
  jobs: z.object({
    prompts: z.looseObject({
      defaults: z.object({ run: z.object({ "working-directory": z.string() }) }).optional(),
      steps: z.array(
        z.looseObject({
          run: z.string().optional(),
          with: z.record(z.string(), z.unknown()).optional(),
        }),
      ),
    }),
  }),
});

async function readWorkflow(place: string, name = "prompts.yml") {
  const path = join(project.folder, place, ".github/workflows", name);
  const { name: title, env, jobs } = workflowSchema.parse(parse(await readFile(path, "utf8")));
  const { steps, defaults } = jobs.prompts;
  const commands = steps.flatMap(({ run }) => /^npx promptrail (.+)$/.exec(run ?? "")?.[1] ?? []);
  return { title, env, steps, commands, folder: defaults?.run["working-directory"] };
}

const runLine = (place: string, line: string) => project.runIn(place, ...line.split(" "));

async function cloneStarter(): Promise<void> {
  const source = join(project.folder, "source");
  await mkdir(source);
  await writeFile(join(source, "package.json"), '{ "type": "module" }\n');
  await project.runIn("source", "init");
  await git(source, "init", "--quiet", "--initial-branch", "main");
  await commitAll(source, "First");
  await git(project.folder, "clone", "--quiet", "source", "clone");
}

describe("the workflow that init writes", { timeout: 240_000 }, () => {
  test("takes the history and compares with the base of a pull request, or with what was there before a push", async () => {
    await project.run("init");
    const { steps, env, commands, folder } = await readWorkflow(".");
    expect(steps[0]?.with).toEqual({ "fetch-depth": 0 });
    expect(env["PROMPTRAIL_AGAINST"]).toMatch(
      /^\$\{\{ github\.base_ref && format\('origin\/\{0\}', github\.base_ref\) \|\| github\.event\.before \}\}$/,
    );
    expect(commands).toEqual(["check --against", "check --sunset 30", "eval --changed"]);
    // What a day brings must not stop a pull request.
    const dated = steps.find(({ run }) => run?.includes("--sunset"));
    expect(dated?.["if"]).toBe("github.event_name == 'schedule'");
    expect(folder).toBeUndefined();
  });

  test("exits 0 in a clone of the untouched starter, which has no store", async () => {
    await cloneStarter();
    const { commands } = await readWorkflow("clone");
    for (const line of commands) {
      expect(await runLine("clone", line)).toMatchObject({ exitCode: 0 });
    }
    // As GitHub says it of a first push, where everything is new.
    environment["PROMPTRAIL_AGAINST"] = "0".repeat(40);
    for (const line of commands) {
      expect(await runLine("clone", line)).toMatchObject({ exitCode: 0 });
    }
  });

  test("exits 1 in a clone where no answer passes any more", async () => {
    await cloneStarter();
    const path = join(project.folder, "clone/suites/ticket-summary-suite.ts");
    const suite = await readFile(path, "utf8");
    await writeFile(path, suite.replace("maxWords(70)", "maxWords(1)"));
    await project.runIn("clone", "lock");
    const [check = "", , evaluate = ""] = (await readWorkflow("clone")).commands;
    expect(await runLine("clone", check)).toMatchObject({ exitCode: 0 });
    const { exitCode, out } = await runLine("clone", evaluate);
    expect(out).toContain("Below the floor: pass rate 0.0 %");
    expect(exitCode).toBe(1);
  });

  test("lands at the top of a repository, runs in the project's folder, and leaves another's alone", async () => {
    await git(project.folder, "init", "--quiet", "--initial-branch", "main");
    const first = await project.run("init", "packages/support desk");
    expect(first.out).toContain("../../.github/workflows/prompts.yml");
    expect(await project.run("init", "packages/shop")).toMatchObject({ exitCode: 0 });
    const one = await readWorkflow(".");
    const other = await readWorkflow(".", "prompts-packages-shop.yml");
    expect([one.folder, other.folder]).toEqual(["packages/support desk", "packages/shop"]);
    expect(other.title).toBe("prompts of packages/shop");
    await commitAll(project.folder, "Two projects");
    await git(project.folder, "remote", "add", "origin", ".");
    await git(project.folder, "fetch", "--quiet", "origin");
    for (const line of other.commands) {
      expect(await runLine("packages/shop", line)).toMatchObject({ exitCode: 0 });
    }
  });
});
