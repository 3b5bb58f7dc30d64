import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

let project: CliProject;
beforeEach(async () => {
  project = await createCliProject();
});
afterEach(() => project.remove());

const promptFile = (version: number, status: string) => `
import { definePrompt } from "@promptrail/core";
export const greetingV${version} = definePrompt({
  family: "greeting",
  version: ${version},
  status: "${status}",
  changelog: "Why.",
  provider: "simulated",
  model: "simulated-small",
  maxTokens: 100,
  userTemplate: "Hello",
});
`;

/** A config that takes its prompts as `imports` says, from an expression of `prompts`. */
const config = (imports: string, prompts: string) => `
import { defineConfig } from "@promptrail/config";
import { simulatedProvider } from "@promptrail/testing";
${imports}
export default defineConfig({
  prompts: ${prompts},
  providers: [simulatedProvider()],
  families: { greeting: { gate: "none" } },
});`;

const readsFolder = `
import { readdir } from "node:fs/promises";
const names = await readdir(new URL("./prompts/", import.meta.url));
const modules = await Promise.all(names.map((name) => import(\`./prompts/\${name}\`)));`;

async function check(): Promise<readonly string[]> {
  await project.run("lock");
  const { out } = await project.run("check", "--json");
  const { findings } = JSON.parse(out) as { findings: { code: string; file: string }[] };
  return findings.map(({ code, file }) => `${code} ${file}`);
}

describe("check finds a prompt that the config does not reach", { timeout: 120_000 }, () => {
  beforeEach(async () => {
    await project.write("prompts/greeting-v1.ts", promptFile(1, "active"));
    await project.write("prompts/greeting-v2.ts", promptFile(2, "draft"));
  });

  test("which nobody imports", async () => {
    const only = config('import { greetingV1 } from "./prompts/greeting-v1.ts";', "[greetingV1]");
    await project.write("promptrail.config.ts", only);
    expect(await check()).toEqual(["unreached_prompt prompts/greeting-v2.ts"]);
    const { out, exitCode } = await project.run("check");
    expect(out).toMatch(
      /^! prompts\/greeting-v2\.ts:3:27 unreached_prompt greeting_v2 is defined in prompts\/greeting-v2\.ts/,
    );
    expect(exitCode).toBe(0);
    await rm(join(project.folder, "prompts/greeting-v2.ts"));
    expect(await check()).toEqual([]);
  });

  test("which is imported and forgotten in the list", async () => {
    const both = 'import { greetingV1, greetingV2 } from "./prompts/index.ts";';
    await project.write(
      "prompts/index.ts",
      'export * from "./greeting-v1.ts";\nexport * from "./greeting-v2.ts";\n',
    );
    await project.write("promptrail.config.ts", config(both, "[greetingV1]"));
    expect(await check()).toEqual(["unlisted_prompt prompts/greeting-v2.ts"]);
    await project.write("promptrail.config.ts", config(both, "[greetingV1, greetingV2]"));
    expect(await check()).toEqual([]);
  });

  test("and none where the config imports whatever the folder has", async () => {
    const all = "modules.flatMap((module) => Object.values(module))";
    await project.write("promptrail.config.ts", config(readsFolder, all));
    expect(await check()).toEqual([]);
  });

  test("also in a project whose modules are CommonJS", async () => {
    await project.write("package.json", "{}\n");
    await project.write("prompts/other.cjs", promptFile(3, "draft"));
    await project.write(
      "promptrail.config.mts",
      config('import { greetingV1 } from "./prompts/greeting-v1.mts";', "[greetingV1]"),
    );
    await project.write("prompts/greeting-v1.mts", promptFile(1, "active"));
    expect(await check()).toEqual([
      "unreached_prompt prompts/greeting-v2.ts",
      "unreached_prompt prompts/other.cjs",
    ]);
  });
});
