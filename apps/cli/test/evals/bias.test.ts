import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

// A version that is always 12 % too low, and one that is right on average: two numbers beside the right one.
const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite } from "@promptrail/evals";
  import { inLanguage, not, numericBias, numericError } from "@promptrail/evals/built-in";
  import { matchesJsonSchema } from "@promptrail/evals/json-schema";
  import { simulatedProvider } from "@promptrail/testing";
  const simulated = simulatedProvider();
  const forecaster = {
    ...simulated,
    complete: async (request, call) => {
      const completion = await simulated.complete(request, call);
      const asked = JSON.stringify(request.messages);
      const even = Number(/week (\\d+)/.exec(asked)[1]) % 2 === 0;
      return { ...completion, text: asked.includes("Guess low") ? "88" : even ? "101" : "99" };
    },
  };
  const rows = Array.from({ length: 60 }, (_, week) => ({
    id: "week-" + week, context: { week }, groundTruth: 100,
  }));
  const bias = numericBias({ tolerance: 0.2, name: "forecast" });
  const forecast = { family: "forecast", provider: "simulated", model: "simulated-small", maxTokens: 90 };
  const text = "Forecast week {{ week }}.";
  export default defineConfig({
    prompts: [
      definePrompt({ ...forecast, version: 1, status: "active", userTemplate: text }),
      definePrompt({ ...forecast, version: 2, status: "draft", changelog: "c", userTemplate: text + " Guess low." }),
    ],
    providers: [forecaster],
    suites: [defineSuite({ family: "forecast", dataset: cases("rows", rows), evals: [
      numericError({ tolerance: 0.2 }), bias.shortfall, bias.excess,
      matchesJsonSchema({ type: "integer" }), not(inLanguage("en")),
    ] })],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  await project.run("deploy");
});
afterAll(() => project.remove());

test("a comparison tells which version is too low again and again, and the gate catches it", async () => {
  const { out, exitCode } = await project.run("eval", "forecast", "--version", "2");
  expect(exitCode).toBe(1);
  expect(out).toMatch(/^Bias of forecast_v2 by .*: -12 % \[.*\] \(95 %\), 60 cases: too low$/m);
  expect(out).toMatch(/^Bias of forecast_v1 \(active\) by .*: 0 % \[.*: no bias is shown$/m);
});

test("its document has the bias as figures, and that of a version alone", async () => {
  const compared = await project.run("eval", "forecast", "--version", "2", "--json");
  expect(JSON.parse(compared.out).reports[0].biases).toMatchObject([
    {
      side: "candidate",
      value: expect.closeTo(-0.12, 9),
      measure: "relative",
      cases: 60,
      shown: "low",
    },
    { side: "baseline", shortfall: "forecast_shortfall", shown: null },
  ]);
  const alone = await project.run("eval", "forecast", "--json");
  expect(JSON.parse(alone.out).reports[0].biases).toMatchObject([{ side: "candidate", cases: 60 }]);
});
