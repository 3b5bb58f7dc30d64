import { expect, onTestFinished, test } from "vitest";
import { createCliProject } from "../cli-project.js";

test("under strictSettings check refuses what a model cannot take", {
  timeout: 60_000,
}, async () => {
  const project = await createCliProject();
  onTestFinished(() => project.remove());
  await project.write(
    "promptrail.config.ts",
    `import { defineConfig } from "@promptrail/config";
    import { definePrompt } from "@promptrail/core";
    import { fakeProvider } from "@promptrail/testing";
    export default defineConfig({
      prompts: [definePrompt({
        family: "greeting", version: 1, status: "active", provider: "fake", model: "m",
        maxTokens: 50, temperature: 0.5, userTemplate: "Greet.",
      })],
      providers: [fakeProvider({
        models: { m: {
          contextWindow: 100, maxOutput: 50, prices: { input: 1, output: 1 }, settings: ["maxTokens"],
        } },
        findIgnored: () => [{ setting: "temperature", reason: "m does not support it." }],
      })],
      families: { greeting: { gate: "none" } },
      strictSettings: true,
    });`,
  );
  await project.run("lock");
  const checked = await project.run("check");
  expect(checked.out).toMatch(
    /^✗ setting_ignored greeting_v1 sets temperature.*"m" of "fake".*Under strictSettings each call fails/m,
  );
  expect(checked.exitCode).toBe(1);
});
