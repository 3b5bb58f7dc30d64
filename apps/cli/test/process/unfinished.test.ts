import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";

const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  const stuck = async function* () { yield await new Promise(() => {}); };
  export default defineConfig({
    prompts: [definePrompt({
      family: "greeting", version: 1, status: "active", provider: "simulated", model: "simulated-small", maxTokens: 50,
      userTemplate: "Greet {{ name }}.",
    })],
    providers: [simulatedProvider()],
    suites: [defineSuite({ family: "greeting", dataset: cases("stuck", stuck), evals: [maxWords(90)] })],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createCliProject();
  await project.write("promptrail.config.ts", config);
});
afterAll(() => project.remove());

test("a command that waits for what never comes ends with an error, not as if all were well", async () => {
  const { exitCode, out, err } = await project.runAlone("check", "--json");
  expect(exitCode, err).toBe(3);
  expect(JSON.parse(out)).toMatchObject({
    error: { message: expect.stringMatching(/^The command ended before it was done: /) },
  });
  const told = await project.runAlone("lock");
  expect(told).toMatchObject({ exitCode: 3, err: expect.stringContaining("never comes") });
});
