import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";

const config = `
  import { appendFileSync } from "node:fs";
  import { isMainThread } from "node:worker_threads";
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineEval, defineSuite, maxWords, pass } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  const topic = (version, status) => definePrompt({
    family: "topic", version, status, changelog: "Why " + version, userTemplate: "{{ topic }}",
    system: "Maximum 10 words.", provider: "simulated", model: "simulated-small", maxTokens: 200,
  });
  const loops = defineEval({
    name: "loops", timeoutMs: 400,
    evaluate: ({ context: { topic }, usage, outcome }) => {
      appendFileSync("judged.txt", (isMainThread ? "main " : "worker ") + topic + " " + outcome + " " + (usage.output > 0) + "\\n");
      while (topic === "Lamp 3");
      return pass();
    },
  });
  const rows = Array.from({ length: 12 }, (_, at) => ({
    id: "topic-" + at, context: { topic: "Lamp " + at },
  }));
  export default defineConfig({
    prompts: [topic(1, "active"), topic(2, "draft")],
    providers: [simulatedProvider()],
    suites: [defineSuite({ family: "topic", dataset: cases("topics", rows), evals: [maxWords(10), loops] })],
  });`;

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  await project.run("deploy");
});
afterAll(() => project.remove());

test("an endless loop in an eval is ended and told, and every other case is judged", async () => {
  const { exitCode, out } = await project.run("eval", "topic", "--version", "2", "--json");
  const [report] = JSON.parse(out).reports;
  expect(exitCode).toBe(1);
  expect(report).toMatchObject({
    verdict: "inconclusive",
    total: 12,
    missing: 0,
    lost: 1,
    candidate: { cases: 11, errored: 1, errors: { loops: 1 } },
    baseline: { cases: 11, errored: 1, errors: { loops: 1 } },
    problems: [
      {
        id: "topic-3",
        reasons: [
          'Eval "loops" did not answer within 400 ms on case "topic-3". Make the eval faster, or give it a longer timeoutMs in its defineEval.',
        ],
      },
    ],
  });
  const judged = (await readFile(join(project.folder, "judged.txt"), "utf8")).trim().split("\n");
  expect(judged.filter((line) => !/^worker Lamp \d+ ok true$/.test(line))).toEqual([]);
  // One whose reply was held back when the thread ended runs again.
  expect(judged.length).toBeGreaterThanOrEqual(24);
  expect(new Set(judged).size).toBe(12);
});

test("a config that only a thread cannot load ends the run with its reason", async () => {
  const broken = config.replace(
    "export default",
    'if (!isMainThread) throw new Error("No threads here.");\n  export default',
  );
  await project.write("promptrail.config.ts", broken);
  const { exitCode, err } = await project.run("eval", "topic");
  expect(err).toContain("No threads here.");
  expect(exitCode).toBe(2);
});
