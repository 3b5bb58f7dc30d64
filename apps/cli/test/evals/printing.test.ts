import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCliProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

let upstreams: SimulatedUpstreams;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
});
afterAll(() => upstreams.close());

test("what a config and an eval print is not among a command's output", async () => {
  const project = await createCliProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
  });
  await project.write(
    "promptrail.config.ts",
    `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineEval, defineSuite } from "@promptrail/evals";
  console.log("the config says hello");
  const evaluate = () => {
    console.log("the eval says hello");
    process.stdout.write("and writes it\\n");
    return { passed: true, score: 1, reason: "" };
  };
  export default defineConfig({
    prompts: [definePrompt({
      family: "greeting", version: 1, status: "active", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90, userTemplate: "Greet {{ name }}.",
    })],
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows",
        Array.from({ length: 30 }, (_, at) => ({ id: "case-" + at, context: { name: "Ada " + at } }))),
      evals: [defineEval({ name: "prints", evaluate })] })],
  });`,
  );
  await project.run("lock");
  const { out, err } = await project.runAlone("eval", "greeting", "--json");
  expect(JSON.parse(out)).toMatchObject({ reports: [{ family: "greeting" }] });
  for (const text of ["the config says hello", "the eval says hello"]) expect(err).toContain(text);
  await project.remove();
});
