import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { parseWorkflow } from "../ci/pull-requests/read-github-steps.js";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

const github = ".github/workflows/prompts.yml";
const gitlab = ".gitlab/prompts.gitlab-ci.yml";

const read = (path: string) => readFile(join(project.folder, path), "utf8");

describe("init --ci github", () => {
  test("gives the job no right but those that it needs, secrets to the eval alone, and the token to the comment alone", async () => {
    expect(await project.run("init", "--ci", "github")).toMatchObject({ exitCode: 0 });
    const workflow = parseWorkflow(await read(github));
    expect(workflow.permissions).toEqual({});
    const [job] = Object.values(workflow.jobs);
    expect(job?.permissions).toEqual({ contents: "read", "pull-requests": "write" });
    const steps = job?.steps ?? [];
    const withSecrets = steps.filter((step) => JSON.stringify(step).includes("secrets."));
    expect(withSecrets.map(({ run }) => run?.split(" ").slice(1, 3).join(" "))).toEqual([
      "promptrail eval",
    ]);
    const withToken = steps.filter((step) => JSON.stringify(step).includes("github.token"));
    expect(withToken.map(({ run }) => run)).toEqual([
      "npx promptrail comment prompts-report/check.md prompts-report/eval.md",
    ]);
    expect(steps[0]?.with).toEqual({ "fetch-depth": 0, "persist-credentials": false });
    for (const { uses } of steps) if (uses !== undefined) expect(uses).toMatch(/@[0-9a-f]{40}$/);
  });

  test("runs for pull requests without the rights of their base, and puts no text of an event into a line", async () => {
    await project.run("init", "--ci", "github");
    const text = await read(github);
    const { on } = parse(text) as { on: object };
    expect(Object.keys(on)).toEqual(["pull_request", "push", "schedule"]);
    for (const step of Object.values(parseWorkflow(text).jobs)[0]?.steps ?? []) {
      expect(step.run ?? "").not.toContain("${{");
    }
  });

  test("stands at the top of a repository, works in the project's folder, and has a comment of its own", async () => {
    await mkdir(join(project.folder, ".git"));
    await project.run("init", "--ci", "github", "packages/support desk");
    await project.run("init", "--ci", "github", "packages/shop");
    const [one, other] = await Promise.all(
      [github, ".github/workflows/prompts-packages-shop.yml"].map(async (path) =>
        parseWorkflow(await read(path)),
      ),
    );
    const [first, second] = [one, other].map((each) => Object.values(each?.jobs ?? {})[0]);
    expect(first?.defaults?.run["working-directory"]).toBe("packages/support desk");
    expect(second?.defaults?.run["working-directory"]).toBe("packages/shop");
    expect(second?.steps.at(-1)?.run).toMatch(/eval\.md --name "packages\/shop"$/);
    expect(second?.steps.find(({ uses }) => uses?.includes("upload"))?.with).toMatchObject({
      path: "packages/shop/prompts-report/",
    });
  });
});

describe("init --ci gitlab", () => {
  test("writes jobs with reports that GitLab reads, and the file that includes them", async () => {
    const { exitCode, out } = await project.run("init", "--ci", "gitlab");
    expect(exitCode).toBe(0);
    expect(out).toContain(gitlab);
    expect(parse(await read(".gitlab-ci.yml"))).toEqual({ include: [{ local: gitlab }] });
    const jobs = parse(await read(gitlab));
    expect(jobs.prompts.artifacts).toMatchObject({
      when: "always",
      reports: { junit: "prompts-report/junit.xml" },
    });
    expect(jobs["prompts-comment"].rules).toEqual([
      { if: '$CI_PIPELINE_SOURCE == "merge_request_event"', when: "always" },
    ]);
    expect(existsSync(join(project.folder, ".github"))).toBe(false);
  });

  test("leaves a pipeline that is there, and says what to add to it", async () => {
    await project.write(".gitlab-ci.yml", "test:\n  script: [npm test]\n");
    const { exitCode, out } = await project.run("init", "--ci", "gitlab");
    expect(exitCode).toBe(0);
    expect(out).toContain(`Add \`include: [{ local: ${gitlab} }]\` to it`);
    expect(await read(".gitlab-ci.yml")).toBe("test:\n  script: [npm test]\n");
  });

  test("goes into the folder of a project below the top, in jobs of their own", async () => {
    await mkdir(join(project.folder, ".git"));
    await project.run("init", "--ci", "gitlab", "packages/shop");
    await project.run("init", "--ci", "gitlab", "packages/desk");
    const jobs = parse(await read(".gitlab/prompts-packages-desk.gitlab-ci.yml"));
    expect(Object.keys(jobs)).toEqual(["prompts packages/desk", "prompts-comment packages/desk"]);
    const { script, artifacts } = jobs["prompts packages/desk"];
    expect(script[0]).toBe('cd "packages/desk"');
    expect(artifacts.reports.junit).toBe("packages/desk/prompts-report/junit.xml");
    expect(jobs["prompts-comment packages/desk"].script.at(-1)).toMatch(/--name "packages\/desk"$/);
  });
});

test("init --ci takes folders with every sign in their names, and gives each a comment of its own", async () => {
  await mkdir(join(project.folder, ".git"));
  const places = ["проект", "案件", 'a: $(id) "b" # `c`', `${"long/".repeat(30)}x`];
  const names: string[] = [];
  for (const place of places) {
    expect(await project.run("init", "--ci", "gitlab", place)).toMatchObject({ exitCode: 0 });
  }
  const files = await readdir(join(project.folder, ".gitlab"));
  expect(files).toHaveLength(places.length);
  const folders: string[] = [];
  for (const file of files) {
    const jobs: Readonly<Record<string, { readonly script: readonly string[] }>> = parse(
      await read(join(".gitlab", file)),
    );
    const [first, second] = Object.values(jobs);
    const { stdout } = spawnSync("sh", ["-c", `cd() { printf %s "$1"; }; ${first?.script[0]}`], {
      encoding: "utf8",
    });
    folders.push(stdout);
    names.push(/--name "(.*)"$/.exec(second?.script.at(-1) ?? "")?.[1] ?? "");
  }
  expect(folders.toSorted()).toEqual(places.toSorted());
  expect(new Set(names).size).toBe(places.length);
  for (const name of names) expect(name).toMatch(/^(?!.*--)[\w./][\w./ -]{0,99}$/);
});

test.each([
  ["github", github],
  ["gitlab", gitlab],
])("init --ci %s writes over nothing, and says what to do", async (host, file) => {
  await project.write(file, "mine\n");
  const { exitCode, err } = await project.run("init", "--ci", host);
  expect(exitCode).toBe(2);
  expect(err).toContain(
    `${file} is there already, and is not as \`promptrail init\` writes it. Nothing was written. Move it away, run`,
  );
  expect(await read(file)).toBe("mine\n");
  expect(existsSync(join(project.folder, "promptrail.config.ts"))).toBe(false);
});

test.each([
  ["at the top", ".", github],
  ["below it", "packages/shop", github],
  ["below it, beside another's", "packages/shop", ".github/workflows/prompts-packages-shop.yml"],
])(
  "init --ci github takes the place of the short workflow that init wrote: %s",
  async (_title, place, file) => {
    await mkdir(join(project.folder, ".git"));
    if (file !== github) await project.write(github, "name: another's\n");
    await project.run("init", place);
    // Git may have checked it out so, and the package manager may have come later.
    await project.write(file, (await read(file)).replaceAll("\n", "\r\n"));
    await writeFile(join(project.folder, "pnpm-lock.yaml"), "");
    const { exitCode, out } = await project.run("init", "--ci", "github", place);
    expect(exitCode).toBe(0);
    expect(out).toContain("yml: added reports, evidence, the comment");
    expect(await read(file)).toContain("promptrail comment");
    expect(await read(file)).toContain("pnpm install");
    expect(await readdir(join(project.folder, ".github/workflows"))).toHaveLength(
      file === github ? 1 : 2,
    );
  },
);

test.each(["packages/shop", "packages/a: b"])(
  "a second init --ci github, and an init, add no second pipeline for %s",
  async (place) => {
    await mkdir(join(project.folder, ".git"));
    expect(await project.run("init", "--ci", "github", place)).toMatchObject({ exitCode: 0 });
    const again = await project.run("init", "--ci", "github", place);
    expect(again.exitCode).toBe(0);
    expect(again.out).toContain("Nothing was missing.");
    expect((await project.run("init", place)).out).toContain("which may be of this project");
    expect(await readdir(join(project.folder, ".github/workflows"))).toEqual(["prompts.yml"]);
  },
);

test.each([
  ["github", ".", ".github/workflows"],
  ["gitlab", ".", ".gitlab"],
  ["gitlab", "packages/shop", ".gitlab"],
])("init --ci %s a second time finds what it wrote: %s", async (host, place, folder) => {
  await mkdir(join(project.folder, ".git"));
  await project.run("init", "--ci", host, place);
  const [name = ""] = await readdir(join(project.folder, folder));
  const file = join(folder, name);
  // Git may have checked it out so, and the package manager may have come later.
  await project.write(file, (await read(file)).replaceAll("\n", "\r\n"));
  await writeFile(join(project.folder, "pnpm-lock.yaml"), "");
  const before = await read(file);
  const { exitCode, out } = await project.run("init", "--ci", host, place);
  expect(exitCode).toBe(0);
  expect(out).toContain("Nothing was missing.");
  expect(out).not.toContain("gitlab-ci.yml");
  expect(await read(file)).toBe(before);
  expect(await readdir(join(project.folder, folder))).toEqual([name]);
});

test("init --ci github leaves a short workflow that a person changed", async () => {
  await project.run("init");
  const changed = (await read(github)).replace("fetch-depth: 0", "fetch-depth: 9");
  await project.write(github, changed);
  const { exitCode, err } = await project.run("init", "--ci", "github");
  expect(exitCode).toBe(2);
  expect(err).toContain("is not as `promptrail init` writes it. Nothing was written.");
  expect(await read(github)).toBe(changed);
});

test("init --ci adds its pipeline to a project that is there, by its package manager", async () => {
  await project.write("promptrail.config.ts", "export default {};\n");
  await writeFile(join(project.folder, "pnpm-lock.yaml"), "");
  const { exitCode } = await project.run("init", "--ci", "github");
  expect(exitCode).toBe(0);
  const steps = Object.values(parseWorkflow(await read(github)).jobs)[0]?.steps ?? [];
  expect(steps.map(({ run }) => run)).toContain(
    "npx --yes pnpm install --frozen-lockfile --ignore-scripts",
  );
});

test("init --ci refuses a host that it does not know, and names those that it does", async () => {
  const { exitCode, err } = await project.run("init", "--ci", "jenkins");
  expect(exitCode).toBe(2);
  expect(err).toContain(
    '--ci "jenkins" does not exist. Nothing was written. Name one of: github, gitlab.',
  );
});
