import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { type SimulatedUpstreams, startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStoredProject } from "../cli-project.js";
import { mounts, onMounts } from "../files/mounts.js";
import { importProviders } from "../import-providers.js";

const total = 80;
const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: ${total} }, (_, at) => ({ id: "case-" + at, context: { name: "n" + at } }));
  const shared = { family: "greeting", provider: "openai", model: "gpt-4.1-mini", maxTokens: 90, userTemplate: "Greet {{ name }}." };
  export default defineConfig({
    prompts: [
      definePrompt({ ...shared, version: 1, status: "active" }),
      definePrompt({ ...shared, version: 2, status: "draft", changelog: "c", system: "Be kind." }),
    ],
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows", rows), evals: [maxWords(90)], gate: { margin: 0.2 } })],
  });`;

let upstreams: SimulatedUpstreams;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
});
afterAll(() => upstreams.close());

test.skipIf(!mounts)(
  onMounts("a disk that is full in the middle stops the run, which is no evidence"),
  async () => {
    const project = await createStoredProject({
      OPENAI_API_KEY: "simulated",
      OPENAI_BASE_URL: upstreams.openai.baseUrl,
    });
    await project.write("promptrail.config.ts", config);
    await project.run("lock");
    await project.run("deploy");
    await mkdir(join(project.folder, ".promptrail/evals"), { recursive: true });
    const args = ["eval", "greeting", "--version", "2", "--json"];
    const small = "mount -t tmpfs -o size=16k none .promptrail/evals";
    const stopped = await project.startAfter(small, ...args).ended;
    expect(JSON.parse(stopped.out)).toMatchObject({
      error: { code: "file_unwritable", message: expect.stringMatching(/ENOSPC.*was stopped/) },
    });
    expect(stopped.exitCode).toBe(3);
    expect(upstreams.openai.requests.length).toBeGreaterThan(5);
    expect(upstreams.openai.requests.length).toBeLessThan(1.5 * total);
    // Nothing was stored that would decide.
    const whole = JSON.parse((await project.run(...args)).out);
    expect(whole).toMatchObject({
      reports: [{ verdict: "pass", standing: { run: 1, decides: true } }],
    });
    await project.remove();
  },
);
