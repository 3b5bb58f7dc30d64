import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const [cases, repeats, sides, atOnce] = [12, 2, 2, 4];
const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: ${cases} }, (_, at) => ({ id: "case-" + at, context: { name: "n" + at } }));
  const shared = { family: "greeting", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90 };
  export default defineConfig({
    prompts: [
      definePrompt({ ...shared, version: 1, status: "active", userTemplate: "Greet {{ name }}." }),
      definePrompt({
        ...shared, version: 2, status: "draft", changelog: "Friendlier.", userTemplate: "Greet {{ name }} well.",
      }),
    ],
    providers: [openai()],
    suites: [defineSuite({
      family: "greeting", dataset: cases("rows", rows), evals: [maxWords(90)], repeats: ${repeats},
    })],
  });`;

let upstreams: SimulatedUpstreams;
const projects: CliProject[] = [];
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
});
afterAll(async () => {
  for (const project of projects) await project.remove();
  await upstreams.close();
});

async function deployProject(): Promise<CliProject> {
  const project = await createStoredProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
  });
  projects.push(project);
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
  return project;
}

const evaluate = ["eval", "greeting", "--version", "2", "--concurrency", String(atOnce), "--json"];
const slow = () =>
  upstreams.openai.script(...Array(500).fill({ type: "latency", milliseconds: 30 }));

/** What does not depend on when it ran. */
function readFound(out: string) {
  const [report] = JSON.parse(out).reports;
  const { verdict, candidate, baseline, comparison, missing, cases: answered } = report;
  const { duration: _, ...own } = candidate;
  const { duration: __, ...other } = baseline;
  return { verdict, own, other, comparison, missing, answered };
}

test("an eval that is killed again and again ends as one that is not, and pays for no answer twice", async () => {
  slow();
  const whole = await (await deployProject()).run(...evaluate);
  const project = await deployProject();
  const kills = randomRuns({ usual: 4, long: 20 });
  const most = Math.ceil((2 * cases * repeats * sides) / kills);
  const moment = fc.nat({ max: most });
  const [moments = []] = fc.sample(fc.array(moment, { minLength: kills, maxLength: kills }), 1);
  upstreams.openai.reset();
  slow();
  const requests = () => upstreams.openai.requests.length;
  for (const more of moments) {
    const from = requests();
    const running = project.start(...evaluate);
    let isOver = false;
    void running.ended.then(() => {
      isOver = true;
    });
    await expect.poll(() => isOver || requests() >= from + more).toBe(true);
    running.signal("SIGKILL");
    await running.ended;
  }
  const last = await project.run(...evaluate);
  expect(last.exitCode).toBe(whole.exitCode);
  expect(readFound(last.out)).toEqual(readFound(whole.out));
  expect(requests()).toBeGreaterThanOrEqual(cases * repeats * sides);
  expect(requests()).toBeLessThanOrEqual(cases * repeats * sides + kills * atOnce);
});
