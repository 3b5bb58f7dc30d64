import { lstat, mkdir, readdir, readFile, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

const read = (path: string) => readFile(join(project.folder, path), "utf8");

async function init(folder: string) {
  const { exitCode, out, err } = await project.runIn(folder, "init", "--json");
  expect({ exitCode, err }).toEqual({ exitCode: 0, err: "" });
  return JSON.parse(out);
}

describe("init in a project", () => {
  test("adds what is missing to a package.json, and keeps how it is written", async () => {
    await project.write("p/package-lock.json", "{}");
    const text =
      '\uFEFF{\n\t"name": "p",\n\t"scripts": {\n\t\t"test": "x"\n\t},\n\t"dependencies": {\n\t\t"zod": "^4.0.0"\n\t}\n}\n';
    await project.write("p/package.json", text.replaceAll("\n", "\r\n"));
    const { completed, left, missing } = await init("p");
    expect(completed).toEqual([{ file: "package.json", added: ["type", "scripts"] }]);
    expect(left).toEqual([]);
    expect(missing.usual).toContain("@promptrail/evals");
    expect(missing.usual).not.toContain("zod");
    const written = await read("p/package.json");
    expect(written).toMatch(
      /^\uFEFF\{\r\n\t"name": "p",\r\n\t"scripts": \{\r\n\t\t"test": "x",\r\n/,
    );
    expect(JSON.parse(written.slice(1))).toEqual({
      name: "p",
      scripts: {
        test: "x",
        "prompts:check": "promptrail check",
        "prompts:lock": "promptrail lock",
        "prompts:eval": "promptrail eval",
      },
      dependencies: { zod: "^4.0.0" },
      type: "module",
    });
    expect(await project.runIn("p", "check")).toMatchObject({ exitCode: 0 });
  });

  test.each([
    ["of CommonJS, as npm makes it", '{ "type": "commonjs" }', {}, /its "type" is "commonjs"/],
    [
      "with files that have no type",
      "{}",
      { "src/a.js": "module.exports = 1;" },
      /it has no "type"/,
    ],
  ])("%s, writes files that Node takes as they are", async (_what, manifest, files, reason) => {
    await project.write("p/package.json", manifest);
    for (const [path, text] of Object.entries(files)) await project.write(`p/${path}`, text);
    const { files: written, left } = await init("p");
    expect(written).toContain("promptrail.config.mts");
    expect(left).toEqual([{ file: "package.json", reason: expect.stringMatching(reason) }]);
    expect(JSON.parse(await read("p/package.json")).type).toBe(JSON.parse(manifest).type);
    expect(JSON.parse(await read("p/tsconfig.json")).include).toContain("promptrail.config.mts");
    expect(await project.runIn("p", "check")).toMatchObject({ exitCode: 0, err: "" });
    const next = await project.runIn("p", "new", "ticket_summary", "--changelog", "Shorter.");
    expect(next.out).toContain("ticket-summary-v2.mts");
  });

  test("overwrites nothing that is there, and says what it left", async () => {
    const own = {
      "p/package.json": '{ "type": "module", "scripts": { "prompts:eval": "mine" } }',
      "p/tsconfig.json": "{ /* mine */ }",
      "p/.github/workflows/prompts.yml": "name: mine\n",
      "p/.gitignore": "node_modules\n",
      "p/promptrail.config.mjs": "export default { prompts: [], providers: [] };\n",
    };
    for (const [path, text] of Object.entries(own)) await project.write(path, text);
    await mkdir(join(project.folder, "p/.git"));
    const { files, completed, left } = await init("p");
    expect(files).toEqual([]);
    expect(completed).toEqual([
      { file: "package.json", added: ["scripts"] },
      { file: ".gitignore", added: ["folders"] },
    ]);
    expect(left.map(({ file }: { file: string }) => file)).toEqual([
      "promptrail.config.mjs",
      "package.json",
      "tsconfig.json",
      ".github/workflows/prompts.yml",
    ]);
    for (const path of ["p/tsconfig.json", "p/promptrail.config.mjs"] as const) {
      expect(await read(path)).toBe(own[path]);
    }
    expect(await read("p/.gitignore")).toBe("node_modules\n.promptrail/\nprompts-report/\n");
    const { scripts } = JSON.parse(await read("p/package.json"));
    expect(scripts).toMatchObject({ "prompts:eval": "mine", "prompts:check": "promptrail check" });
    expect((await project.runIn("p", "init")).out).toContain("Nothing was missing.");
  });

  test("writes nothing where a file of the example is taken", async () => {
    await project.write("p/prompts.lock.json", "{}");
    const { exitCode, err } = await project.runIn("p", "init");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/already has prompts\.lock\.json\. Nothing was written/);
  });

  test("takes the settings of a repository that it is a part of", async () => {
    await project.write(
      "tsconfig.json",
      '{ "compilerOptions": { "allowImportingTsExtensions": true } }',
    );
    await project.write("pnpm-lock.yaml", "");
    await mkdir(join(project.folder, ".git"));
    const { exitCode, out } = await project.run("init", "packages/my prompts");
    expect(exitCode).toBe(0);
    expect(out).not.toContain("tsconfig");
    expect(out).toMatch(/^ {2}cd "packages\/my prompts"\n {2}#.*\n {2}pnpm install$/m);
    expect(out).toContain("  pnpm exec promptrail check\n");
    expect(JSON.parse(await read("packages/my prompts/package.json")).name).toBe("my-prompts");
    const workflow = parse(await read(".github/workflows/prompts.yml"));
    expect(workflow.jobs.prompts.steps).toContainEqual({
      run: "npx --yes pnpm install --frozen-lockfile --ignore-scripts",
    });
  });
});

test("the packages that init names are of the versions that it was tried with", async () => {
  const { catalog } = parse(
    await readFile(new URL("../../../../pnpm-workspace.yaml", import.meta.url), "utf8"),
  );
  await mkdir(join(project.folder, "p"));
  await init("p");
  const { dependencies, devDependencies } = JSON.parse(await read("p/package.json"));
  const foreign = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith("@promptrail/"),
  );
  const ranges = foreign.map((name) => dependencies[name] ?? devDependencies[name]);
  expect(ranges).toEqual(foreign.map((name) => `^${catalog[name]}`));
});

describe("init in a folder that it cannot write to its end", () => {
  test.each([
    ["a file where a folder is needed", "prompts"],
    ["a file where the last folder is needed", ".github"],
  ])("%s: leaves it as it was, and the next one writes all", async (_what, name) => {
    const manifest = '{ "name": "p" }\n';
    await project.write("p/package.json", manifest);
    await project.write(`p/${name}`, "in the way");
    const { exitCode, err } = await project.runIn("p", "init");
    expect(exitCode).toBe(3);
    expect(err).toMatch(/cannot be written: .* \(file_unwritable\)/);
    expect((await readdir(join(project.folder, "p"))).sort()).toEqual(
      [name, "package.json"].sort(),
    );
    expect(await read("p/package.json")).toBe(manifest);
    await rm(join(project.folder, "p", name));
    const { files } = await init("p");
    expect(files).toContain("prompts/ticket-summary-v1.ts");
    expect(await project.runIn("p", "check")).toMatchObject({ exitCode: 0 });
  });
});

test("init completes the file that a link names, and the link stays one", async () => {
  await project.write("shared/package.json", "{}");
  await mkdir(join(project.folder, "p"));
  await symlink("../shared/package.json", join(project.folder, "p/package.json"));
  await init("p");
  expect((await lstat(join(project.folder, "p/package.json"))).isSymbolicLink()).toBe(true);
  expect(JSON.parse(await read("shared/package.json"))).toHaveProperty("scripts");
});
