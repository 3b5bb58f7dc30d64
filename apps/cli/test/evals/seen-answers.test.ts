import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, contains, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: 12 }, (_, index) => ({
    id: "case-" + String(index).padStart(2, "0"), tags: [index < 3 ? "first" : "other"],
    context: { name: "Ada " + index, note: "line one\\nline two" }, groundTruth: { polite: true },
  }));
  const greeting = { family: "greeting", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90 };
  const text = "Greet {{ name }} in at most 20 words. {{ note }}";
  export default defineConfig({
    prompts: [
      definePrompt({ ...greeting, version: 1, status: "active", userTemplate: text }),
      definePrompt({ ...greeting, version: 2, status: "draft", changelog: "c", userTemplate: text + " Be brief." }),
    ],
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows", rows),
      evals: [maxWords(90), contains("no such words")] })],
  });`;

let upstreams: SimulatedUpstreams;
let project: CliProject;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
  project = await createStoredProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
  });
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  await project.run("deploy");
});
afterAll(async () => {
  await upstreams.close();
  await project.remove();
});
beforeEach(async () => {
  upstreams.openai.reset();
  await rm(join(project.folder, ".promptrail", "evals"), { recursive: true, force: true });
});

describe("what the model answered", () => {
  test("is shown with its case, for the failures that are asked for", async () => {
    const { out, exitCode } = await project.run(
      "eval",
      "greeting",
      "--version",
      "2",
      "--show-failures",
      "2",
    );
    expect(exitCode).toBe(1);
    expect(out).toMatch(/Failures \(2 of 12\)/);
    expect(out.match(/^✗ case-\d\d$/gm)).toEqual(["✗ case-00", "✗ case-01"]);
    expect(out).toMatch(
      /✗ case-01\n {2}· contains.*\n(?: {4}.*\n)* {2}input\n {4}\{\n {6}"name": "Ada 1",\n {6}"note": "line one\\nline two"\n {4}\}\n {2}expected\n {4}\{\n {6}"polite": true\n {4}\}\n {2}greeting_v2 · ok · failed\n {4}\S.*\n(?: {4}.*\n)* {2}greeting_v1 · ok · failed\n {4}\S/,
    );
    // The short list stands in no place beside it.
    expect(out).not.toContain("cases that did not pass");
  });

  test("stands whole in --json, beside the baseline's, and in no evidence", async () => {
    const { out } = await project.run("eval", "greeting", "--version", "2", "--json");
    const { cases, problems } = JSON.parse(out).reports[0];
    expect(cases).toHaveLength(12);
    expect(problems[0]).toEqual({ id: "case-00", reasons: [expect.any(String)] });
    const answer = {
      outcome: "ok",
      passed: false,
      output: expect.stringMatching(/\S/),
      tool_calls: [],
      evals: [
        { name: "max_words(90)", passed: true, score: 1 },
        { name: "contains(no such words)", passed: false },
      ],
      error: null,
    };
    expect(cases[0]).toMatchObject({
      id: "case-00",
      tags: ["first"],
      candidate: [answer],
      baseline: [answer],
    });
  });

  test("stands in the file of answers that a stopped run leaves", async () => {
    upstreams.openai.script(...Array(12).fill({ type: "latency", milliseconds: 100 }));
    const run = await project.run("eval", "greeting", "--limit", "2", "--json");
    expect(run.exitCode).toBe(1);
    const { cases } = JSON.parse(run.out).reports[0];
    const folder = join(project.folder, ".promptrail", "evals");
    const [file = ""] = await readdir(folder);
    const lines = (await readFile(join(folder, file), "utf8")).trimEnd().split("\n").slice(1);
    const kept = lines.map((line) => JSON.parse(line.slice(line.indexOf("{"))).answer.text);
    const shown = cases.map(
      ({ candidate }: { candidate: { output: string }[] }) => candidate[0]?.output,
    );
    expect(new Set(kept)).toEqual(new Set(shown));
    expect(kept).toHaveLength(2);
  });
});

test("a shadow's pairs are shown from the store, and by a server that has it", async () => {
  const none = await project.run("shadow", "greeting", "--report");
  expect(none).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^No pair of greeting is recorded in development/),
  });
  await project.run("shadow", "greeting", "2", "--reason", "to compare");
  upstreams.openai.reset();
  for (const name of ["Ada", "Bob\\u001b[31m"]) {
    await project.run("call", "greeting", "--context", `{"name": "${name}", "note": "n"}`);
  }
  expect(upstreams.openai.requests).toHaveLength(4);
  const { out, exitCode } = await project.run("shadow", "greeting", "--report");
  expect(exitCode).toBe(0);
  expect(out).toMatch(
    /^2 pairs of greeting in development: 2 answers of the active version succeeded, 2 of its shadow\.\n\n\S+Z \S+\n {2}input\n {4}\{\n {6}"name": "Bob.*",\n {6}"note": "n"\n {4}\}\n {2}greeting_v1 · ok · \S+ · \d+ ms · \$[\d.]+\n {4}\S.*\n {2}greeting_v2 · ok · \S+ · \d+ ms · \$[\d.]+ · shadow\n {4}\S/,
  );
  const one = await project.run("shadow", "greeting", "--report", "--limit", "1", "--json");
  const local = JSON.parse(one.out);
  expect(local.pairs).toMatchObject([
    { active: { version: 1, context: { note: "n" }, outcome: "ok" }, shadow: { version: 2 } },
  ]);
  const server = project.start("serve", "--port", "0");
  await server.waitFor(/http:\/\/\S+/);
  const asked = await project.run("shadow", "greeting", "--report", "--limit", "1", "--json");
  expect(JSON.parse(asked.out)).toEqual(local);
  const wrong = await project.run("shadow", "greeting", "2", "--report");
  expect(wrong).toMatchObject({ exitCode: 2, err: expect.stringContaining("--report only looks") });
  server.signal("SIGTERM");
  await server.ended;
});

describe("a call", () => {
  const context = ["--context", '{"name": "Ada", "note": "n"}'];

  test("shows the text of an answer that it refuses, beside the reason and apart from results", async () => {
    upstreams.openai.script({ type: "truncate" });
    const { exitCode, out, err } = await project.run("call", "greeting", ...context);
    expect(exitCode).toBe(1);
    expect(out).toBe("");
    expect(err).toMatch(
      /^\S.*\n(.*\n)*greeting_v1 .* truncated .*\n✗ The answer of greeting_v1 is truncated: .*raise .* call with --accept truncated\. \(outcome_refused\)\n$/,
    );
  });

  test("takes an outcome that it is told to accept", async () => {
    upstreams.openai.script({ type: "truncate" });
    const run = await project.run(
      "call",
      "greeting",
      ...context,
      "--accept",
      "refused",
      "truncated",
    );
    expect(run).toMatchObject({ exitCode: 0, err: "" });
    expect(run.out).toMatch(/^\S.*\n(.*\n)*greeting_v1 .* truncated/);
    const odd = await project.run("call", "greeting", ...context, "--accept", "truncatd");
    expect(odd).toMatchObject({ exitCode: 2 });
    expect(odd.err).toMatch(
      /--accept must be one of .*not "truncatd"\. Did you mean "truncated"\?/,
    );
  });

  test("has the answer and the refusal in --json", async () => {
    upstreams.openai.script({ type: "refuse" });
    const { exitCode, out } = await project.run("call", "greeting", ...context, "--json");
    expect(exitCode).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      outcome: "refused",
      success: false,
      text: expect.any(String),
      error: { code: "outcome_refused", data: { outcome: "refused" } },
    });
  });

  test("tells a warning on standard error", async () => {
    await project.write(
      "warned.config.ts",
      config
        .replaceAll("maxTokens: 90", "maxTokens: 90, topP: 0.5, temperature: 0.2")
        .replaceAll("gpt-4.1-mini", "gpt-5.4-mini"),
    );
    const run = await project.run(
      "call",
      "greeting",
      "--version",
      "1",
      ...context,
      "--config",
      "warned.config.ts",
      "--env",
      "unmade",
    );
    expect(run.err).toMatch(/! temperature: /);
    expect(run.exitCode).toBe(0);
  });
});
