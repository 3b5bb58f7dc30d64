import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type CliProject, createCliProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { greeting } from "./prompts/greeting.ts";
  import { suite } from "./suite.ts";
  export default defineConfig({ prompts: [greeting], providers: [openai()], suites: [suite] });`;

const prompt = (template: string) => `
  import { definePrompt } from "@promptrail/core";
  export const greeting = definePrompt({
    family: "greeting", version: 1, status: "active", provider: "openai", model: "gpt-4.1-mini",
    maxTokens: 50, userTemplate: "${template} {{ name }}",
  });`;

const suite = (limit: number) => `
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const list = Array.from({ length: 6 }, (_, at) => ({ id: "case-" + at, context: { name: "n" + at } }));
  export const suite = defineSuite({
    family: "greeting", dataset: cases("names", list), evals: [maxWords(${limit})],
  });`;

let upstreams: SimulatedUpstreams;
let project: CliProject;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
  project = await createCliProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
  });
  await project.write("promptrail.config.ts", config);
  await project.write("prompts/greeting.ts", prompt("Greet"));
  await project.write("suite.ts", suite(100));
});
afterAll(async () => {
  await project.remove();
  await upstreams.close();
});

test("a watched eval runs again after a change, asks for what is new alone, and survives a file that is broken", async () => {
  const requests = () => upstreams.openai.requests.length;
  const watching = project.start("eval", "greeting", "--watch", "--html", "report.html");
  await watching.waitFor(/Without a baseline: PASS/);
  expect(requests()).toBe(6);
  await project.write("suite.ts", suite(0));
  await watching.waitFor(/Without a baseline: FAIL.*suite\.ts was changed.*6 of 6 kept/s);
  expect(requests()).toBe(6);
  await project.write("prompts/greeting.ts", "export const greeting = {");
  await watching.waitFor(/greeting\.ts was changed.*config_invalid/s);
  await project.write("prompts/greeting.ts", prompt("Welcome"));
  await watching.waitFor(
    /FAIL.*Without a baseline: FAIL.*config_invalid.*greeting\.ts was changed.*Waiting for a change/s,
  );
  expect(requests()).toBe(12);
  watching.signal("SIGINT");
  const { exitCode, err } = await watching.ended;
  expect(exitCode).toBe(1);
  // What each run writes begins no other one.
  expect(await readFile(join(project.folder, "report.html"), "utf8")).toContain("<h1>");
  expect(err).not.toContain("report.html");
});

test("a change overtakes a run, which keeps what it has", async () => {
  upstreams.openai.reset();
  upstreams.openai.script(...Array(6).fill({ type: "latency", milliseconds: 300 }));
  await project.write("prompts/greeting.ts", prompt("Hello"));
  await project.write("suite.ts", suite(100));
  const watching = project.start("eval", "greeting", "--watch", "--concurrency", "1");
  await watching.waitFor(/1\/6 cases/);
  await project.write("suite.ts", suite(99));
  await watching.waitFor(
    /Without a baseline: PASS.*suite\.ts was changed.*kept, which earlier runs answered.*Waiting for a change/s,
  );
  expect(upstreams.openai.requests).toHaveLength(6);
  watching.signal("SIGTERM");
  expect((await watching.ended).exitCode).toBe(0);
});

test.each([["--json"], ["--supersede", "why"]])("a watched eval refuses %s", async (...words) => {
  const { exitCode, err, out } = await project.run("eval", "greeting", "--watch", ...words);
  expect(`${err}${out}`).toContain("cannot be combined with --json, --supersede");
  expect(exitCode).toBe(2);
});
