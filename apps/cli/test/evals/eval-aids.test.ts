import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";

const total = 6;
const toConfig = (changes: { readonly tone?: string; readonly embeddings?: string } = {}) => {
  const { tone = "Is this kind? {{ text }}", embeddings = "[openaiEmbeddings()]" } = changes;
  return `
  ${importProviders("openai").replace("{ openai }", "{ openai, openaiEmbeddings }")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineEval, defineSuite, pass } from "@promptrail/evals";
  const settings = { provider: "openai", model: "gpt-4.1-mini", maxTokens: 12, version: 1, status: "active" };
  const tone = definePrompt({ ...settings, family: "tone", userTemplate: ${JSON.stringify(tone)} });
  const kind = defineEval({ name: "kind", runs: [tone], evaluate: async ({ output }, { run }) => {
    const { success, text } = await run("tone", { text: output });
    return { passed: success, score: success ? 1 : 0, reason: text };
  } });
  const near = defineEval({ name: "near", embeds: { provider: "openai", model: "text-embedding-3-small" },
    evaluate: async ({ output }, { embed, case: { id } }) => {
      const [one, other] = await embed([output, output + " "]);
      const dot = one.reduce((sum, value, at) => sum + value * other[at], 0);
      return { passed: dot > 0.99, score: Math.max(0, Math.min(1, dot)), reason: id };
    } });
  export default defineConfig({
    prompts: [definePrompt({ ...settings, family: "greeting", userTemplate: "Greet {{ name }}." }), tone],
    providers: [openai()],
    embeddings: ${embeddings},
    suites: [defineSuite({ family: "greeting", evals: [kind, near], dataset: cases("rows",
      Array.from({ length: ${total} }, (_, index) => ({ id: "case-" + index, context: { name: "Ada " + index } }))) })],
  });`;
};

let upstreams: SimulatedUpstreams;
let project: CliProject;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
  project = await createStoredProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
  });
  await project.write("promptrail.config.ts", toConfig());
  await project.run("lock");
  expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await upstreams.close();
  await project.remove();
});
beforeEach(() => upstreams.openai.reset());

const evaluate = async (...more: readonly string[]) => {
  const { out, err } = await project.run("eval", "greeting", "--fresh", "--json", ...more);
  const [report] = JSON.parse(out).reports;
  return { report, err };
};

test("evals run another prompt and embed, and what that cost is told", async () => {
  const { report } = await evaluate();
  expect(report).toMatchObject({
    side: { cases: total, errored: 0, score: { value: expect.closeTo(1, 2) } },
    aside: { runs: total, embedded: 2 * total, cost: expect.any(Number) },
  });
  expect(report.aside.cost).toBeGreaterThan(0);
  const paths = upstreams.openai.requests.map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith("/embeddings"))).toHaveLength(total);
  expect(paths).toHaveLength(3 * total);
  const { out } = await project.run("eval", "greeting", "--fresh");
  expect(out).toMatch(/Evals ran 6 prompts and embedded 12 texts: \$0\.\d+/);
});

test("what evals spend ends the run at its limit of cost", async () => {
  const { report: whole } = await evaluate();
  const most = whole.side.cost / 2 + whole.aside.cost / 2;
  const { report } = await evaluate("--max-cost", most.toFixed(9));
  expect(report.missing).toBeGreaterThan(0);
  expect(report.aside.runs).toBeLessThan(total);
});

test("a vendor that is away is an error of the case", async () => {
  upstreams.openai.script({ type: "none" }, { type: "status", status: 400 });
  const { report } = await evaluate("--concurrency", "1", "--limit", "1");
  expect(report.cases[0]).toMatchObject({
    candidate: [{ error: expect.stringMatching(/^Eval "kind" threw: Provider "openai" failed/) }],
  });
});

test("a provider that the config does not have, and a prompt with other content, are errors of the case", async () => {
  await project.write("promptrail.config.ts", toConfig({ embeddings: "[]" }));
  const missing = await evaluate("--limit", "1");
  expect(JSON.stringify(missing.report)).toContain(
    'The config has no embedding provider \\"openai\\". It has none. Add it to `embeddings`',
  );
  await project.write("promptrail.config.ts", toConfig({ tone: "Another one. {{ text }}" }));
  const changed = await evaluate("--limit", "1");
  expect(JSON.stringify(changed.report)).toContain(
    "The prompt tone_v1 is registered with other content than the code has, so it was not asked.",
  );
});
