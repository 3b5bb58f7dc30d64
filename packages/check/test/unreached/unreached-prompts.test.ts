import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { definePrompt } from "@promptrail/core";
import { createRenderer } from "@promptrail/renderer";
import { fakeProvider } from "@promptrail/testing";
import { expect, onTestFinished, test } from "vitest";
import { checkProject } from "../../src/check-project.js";

/** A file that defines a version. */
function file(family: string, version: number, more = ""): string {
  return `import { definePrompt } from "@promptrail/core";
export const prompt = definePrompt({
  family: "${family}",
  version: ${version},
  input: z.object({ family: z.string(), version: z.number() }),${more}
});
`;
}

/** The findings for a project of these files, of which the config loads some; it lists `greeting_v1`. */
async function find(files: Readonly<Record<string, string>>, loaded: readonly string[]) {
  const projectFolder = await mkdtemp(join(tmpdir(), "promptrail-unreached-"));
  onTestFinished(() => rm(projectFolder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(projectFolder, path)), { recursive: true });
    await writeFile(join(projectFolder, path), text);
  }
  const greeting = definePrompt({
    family: "greeting",
    version: 1,
    status: "active",
    provider: "fake",
    model: "m",
    maxTokens: 10,
    userTemplate: "Hello",
  });
  const data = { contextWindow: 10, maxOutput: 10, settings: ["maxTokens"] as const };
  const models = { m: { ...data, prices: { input: 1, output: 1 } } };
  const config = {
    prompts: [greeting],
    providers: [fakeProvider({ id: "fake", models })],
    families: { greeting: { gate: "none" as const } },
  };
  const loadedFiles = loaded.map((path) => join(projectFolder, path));
  return checkProject(config, { renderer: createRenderer(), projectFolder, loadedFiles });
}

const loaded = { "promptrail.config.ts": "", "prompts/greeting-v1.ts": file("greeting", 1) };

test("finds a file beside the loaded prompts that the config does not import, with its place", async () => {
  const files = { ...loaded, "prompts/greeting-v2.ts": file("greeting", 2) };
  expect(await find(files, Object.keys(loaded))).toEqual([
    {
      severity: "warning",
      code: "unreached_prompt",
      message:
        "greeting_v2 is defined in prompts/greeting-v2.ts, which the config does not import, so it is not checked, locked or deployed. Import it and add it to the config's prompts, or delete it.",
      place: { file: "prompts/greeting-v2.ts", line: 2, column: 23 },
    },
  ]);
});

test.each<[string, string, string]>([
  ["below the prompts' folder", "prompts/fraud/fraud-v1.ts", file("fraud", 1)],
  ["a JavaScript file", "prompts/fraud-v1.mjs", file("fraud", 1)],
  ["a copy whose number nobody changed", "prompts/copy.ts", file("greeting", 1)],
  [
    "a call under another name",
    "prompts/other.ts",
    'import { definePrompt as define } from "x"; define({ ...base });',
  ],
  ["a call of a namespace", "prompts/other.ts", "core.definePrompt(settings);"],
])("finds %s", async (_what, path, text) => {
  const found = await find({ ...loaded, [path]: text }, Object.keys(loaded));
  expect(found).toMatchObject([{ code: "unreached_prompt", place: { file: path } }]);
});

test.each<[string, string, string]>([
  [
    "a file that only tells of the call",
    "prompts/readme.ts",
    '// definePrompt({ … })\nlog("definePrompt(");',
  ],
  ["a function of that name", "prompts/own.ts", "function definePrompt(settings) {}"],
  ["a test", "prompts/greeting.test.ts", file("greeting", 9)],
  ["a test's folder", "prompts/__tests__/greeting.ts", file("greeting", 9)],
  ["what a compiler wrote", "prompts/greeting-v1.js", file("greeting", 1)],
  ["a folder elsewhere", "scripts/try.ts", file("greeting", 9)],
  ["an installed package", "prompts/node_modules/p/index.js", file("greeting", 9)],
])("says nothing of %s", async (_what, path, text) => {
  expect(await find({ ...loaded, [path]: text }, Object.keys(loaded))).toEqual([]);
});

test("says nothing of another project's prompts", async () => {
  const files = {
    ...loaded,
    "prompts/other/promptrail.config.ts": file("fraud", 1),
    "prompts/other/prompts/fraud-v1.ts": file("fraud", 1),
  };
  expect(await find(files, Object.keys(loaded))).toEqual([]);
});

test("looks beside each prompt where they share no folder but the project's own", async () => {
  const files = {
    "promptrail.config.ts": "",
    "a/greeting-v1.ts": file("greeting", 1),
    "b/greeting-v1.ts": file("greeting", 1),
    "a/new.ts": file("a", 1),
    "b/deep/new.ts": file("b", 1),
    "c/new.ts": file("c", 1),
    "new.ts": file("d", 1),
  };
  const found = await find(files, ["promptrail.config.ts", "a/greeting-v1.ts", "b/greeting-v1.ts"]);
  expect(found.map(({ place }) => place?.file)).toEqual(["a/new.ts", "b/deep/new.ts"]);
});

test("finds a version of a loaded file that is not among the config's prompts", async () => {
  const both = `${file("greeting", 1)}${file("greeting", 2, "\n  ...more,")}`;
  const found = await find({ "promptrail.config.ts": "", "prompts/greeting.ts": both }, [
    "promptrail.config.ts",
    "prompts/greeting.ts",
  ]);
  expect(found).toMatchObject([
    {
      code: "unlisted_prompt",
      message: expect.stringMatching(
        /^greeting_v2 is defined in prompts\/greeting\.ts, but is not/,
      ),
      place: { file: "prompts/greeting.ts", line: 8 },
    },
  ]);
});
