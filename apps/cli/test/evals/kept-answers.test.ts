import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const total = 12;
const atOnce = 2;
const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: ${total} }, (_, at) => ({ id: "case-" + at, context: { name: "n" + at } }));
  const shared = { family: "greeting", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90 };
  export default defineConfig({
    prompts: [
      definePrompt({ ...shared, version: 1, status: "active", userTemplate: "Greet {{ name }}." }),
      definePrompt({
        ...shared, version: 2, status: "draft", changelog: "Friendlier.", userTemplate: "Greet {{ name }} well.",
      }),
    ],
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows", rows), evals: [maxWords(90)] })],
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
  expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await project.remove();
  await upstreams.close();
});
beforeEach(async () => {
  upstreams.openai.reset();
  await rm(join(project.folder, ".promptrail", "evals"), { recursive: true, force: true });
});

const requests = () => upstreams.openai.requests.length;
const read = (name: string) => readFile(join(project.folder, name), "utf8");

test("where the active version's answers alone were kept, evidence and every report say so", async () => {
  await project.run("eval", "greeting");
  upstreams.openai.reset();
  const names = ["--html", "r.html", "--markdown", "r.md", "--junit", "r.xml"];
  const args = ["eval", "greeting", "--version", "2", "--evidence", "e.jsonl", ...names];
  const { out, err } = await project.run(...args, "--json");
  expect(requests()).toBe(total);
  expect(err).toContain("answers of earlier runs are kept (candidate 0 of 12, baseline 12 of 12)");
  const [report] = JSON.parse(out).reports;
  const told = { cases: total, answers: total, oldest_at: expect.any(String) };
  expect(report.earlier).toEqual({ baseline: { ...told, share: 1 } });
  expect(JSON.parse(await read("e.jsonl")).earlier).toEqual({ baseline: told });
  const text = (await project.run(...args)).out;
  expect(text).toMatch(/^greeting_v2: 12 of 12 answers are of earlier runs/mu);
  // Of the run with `--json`, whose files they are no more, and of this one.
  for (const name of ["r.html", "r.md", "r.xml"]) {
    expect((await read(name)).replaceAll("\\", "")).toMatch(
      /greeting_v1 \(active\): 12 of 12 answers are of earlier runs/u,
    );
  }
});

test.each<[string, readonly string[], NodeJS.Signals | null]>([
  ["Ctrl-C", [], "SIGINT"],
  ["a kill", [], "SIGKILL"],
  ["its limit of calls", ["--max-calls", "8"], null],
])(
  "a fresh run that is stopped by %s goes on without the answers of before it",
  async (_how, flags, signal) => {
    const evaluate = ["eval", "greeting", "--version", "2", "--concurrency", String(atOnce)];
    await project.run(...evaluate);
    upstreams.openai.reset();
    upstreams.openai.script(...Array(200).fill({ type: "latency", milliseconds: 20 }));
    const began = new Date().toISOString();
    const running = project.start(...evaluate, "--fresh", ...flags);
    if (signal !== null) {
      await expect.poll(requests, { timeout: 20_000 }).toBeGreaterThan(4);
      running.signal(signal);
    }
    const stopped = await running.ended;
    if (signal !== "SIGKILL") {
      expect(stopped.out).toMatch(/kept: run it again without --fresh to go on with the others/u);
    }
    const asked = requests();
    const { err, out } = await project.run(...evaluate, "--json");
    expect(err).toMatch(/None is older than 20\S+ \S+Z, when a fresh run began\./u);
    expect(asked).toBeLessThan(2 * total);
    expect(requests()).toBeGreaterThanOrEqual(2 * total);
    expect(requests()).toBeLessThanOrEqual(2 * total + atOnce);
    const { earlier } = JSON.parse(out).reports[0];
    for (const side of ["candidate", "baseline"]) {
      expect(earlier[side].oldest_at >= began).toBe(true);
      expect(earlier[side].answers).toBeLessThan(total);
    }
  },
);
