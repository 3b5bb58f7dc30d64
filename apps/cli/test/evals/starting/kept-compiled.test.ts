import { statSync } from "node:fs";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import { type CliProject, createCliProject } from "../../cli-project.js";
import { importProviders } from "../../import-providers.js";

let upstreams: SimulatedUpstreams;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
});
afterAll(() => upstreams.close());

const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const family: string = "greeting";
  export default defineConfig({
    prompts: [definePrompt({
      family, version: 1, status: "active", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90, userTemplate: "Greet {{ name }}.",
    })],
    providers: [openai()],
    suites: [defineSuite({
      family, dataset: cases("rows", [{ id: "one", context: { name: "Ada" } }]), evals: [maxWords(90)],
    })],
  });`;

/** In which Node says what it keeps and finds, and has no folder of its own for it. */
async function createProject(): Promise<CliProject> {
  const project = await createCliProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
    NODE_COMPILE_CACHE: "",
    NODE_DEBUG_NATIVE: "COMPILE_CACHE",
  });
  onTestFinished(() => project.remove());
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  return project;
}

/** How often the types of the config were taken off, and how often that was found done. */
async function evaluate(project: CliProject) {
  const { out, err } = await project.runAlone("eval", "greeting", "--fresh", "--json");
  expect(JSON.parse(out)).toMatchObject({ reports: [{ family: "greeting" }] });
  const count = (what: string) =>
    err.match(new RegExp(`${what} StrippedTypeScript .*config.ts`, "g"))?.length ?? 0;
  return { stripped: count("saving transpilation cache for"), found: count("retrieving.* for") };
}

test("TypeScript is read once for a command and its threads, and not again by the next command", async () => {
  const project = await createProject();
  expect(await evaluate(project)).toEqual({ stripped: 1, found: 1 });
  expect(await evaluate(project)).toEqual({ stripped: 0, found: 2 });
  await project.write("promptrail.config.ts", `${config}\n// Edited.`);
  expect(await evaluate(project)).toEqual({ stripped: 1, found: 1 });
  expect(statSync(join(project.folder, ".promptrail")).mode & 0o077).toBe(0);
});

test("where nothing can be kept, it is read by each", async () => {
  const project = await createProject();
  await project.write(".promptrail/compiled", "A file stands here.");
  expect(await evaluate(project)).toEqual({ stripped: 0, found: 0 });
});
