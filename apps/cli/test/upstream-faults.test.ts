import { readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  type Fault,
  type SimulatedUpstreams,
  startSimulatedUpstreams,
} from "@promptrail/testing/upstreams";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type CliProject, createStoredProject } from "./cli-project.js";
import { importProviders } from "./import-providers.js";

const cases = 24;
const config = `
  ${importProviders("openai")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, maxWords } from "@promptrail/evals";
  const rows = Array.from({ length: ${cases} }, (_, index) => ({
    id: "case-" + index, context: { name: "Ada " + index },
  }));
  export default defineConfig({
    prompts: [definePrompt({
      family: "greeting", version: 1, status: "active", maxTokens: 90,
      provider: "openai", model: "gpt-4.1-mini", userTemplate: "Greet {{ name }} in at most 20 words.",
    })],
    providers: [openai()],
    suites: [defineSuite({ family: "greeting", dataset: cases("rows", rows), evals: [maxWords(90)] })],
  });`;

/** The most that the process took, on standard error when it ends. */
const tellMemory = `process.on("exit", () => console.error(
  "most memory: " + Math.round(process.resourceUsage().maxRSS / 1000) + " MB"));`;

let upstreams: SimulatedUpstreams;
let project: CliProject;
beforeAll(async () => {
  upstreams = await startSimulatedUpstreams();
  project = await createStoredProject({
    OPENAI_API_KEY: "simulated",
    OPENAI_BASE_URL: upstreams.openai.baseUrl,
    NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(tellMemory)}`,
  });
  await project.write("promptrail.config.ts", config);
});
afterAll(async () => {
  await upstreams.close();
  await project.remove();
});
beforeEach(async () => {
  upstreams.openai.reset();
  await rm(join(project.folder, ".promptrail", "evals"), { recursive: true, force: true });
});

const always = (fault: Fault) => upstreams.openai.script(...Array(cases).fill(fault));

describe("an upstream's fault", () => {
  const context = ["--context", '{"name": "Ada"}'];

  /** What may pass is asked three times. */
  const often = 3;

  test.each<[string, Fault, number, number, RegExp]>([
    ["401", { type: "status", status: 401 }, 1, 3, /auth, HTTP 401.*key in OPENAI_API_KEY/s],
    ["429", { type: "status", status: 429, retryAfter: "1" }, often, 3, /rate_limited, HTTP 429/],
    ["a long 429", { type: "status", status: 429, retryAfter: "3600" }, 1, 3, /rate_limited/],
    ["500", { type: "status", status: 500 }, often, 3, /server_error, HTTP 500/],
    ["a dropped connection", { type: "drop" }, often, 3, /network.*could not be reached/],
    ["no JSON", { type: "malformed", afterEvents: 0 }, often, 3, /reply that cannot be read/],
    ["a truncated answer", { type: "truncate" }, 1, 1, /greeting_v1 is truncated: .*raise/],
  ])(
    "%s ends a call as a failure that says what to do",
    async (_what, fault, asked, code, words) => {
      always(fault);
      const { exitCode, out, err } = await project.runAlone("call", "greeting", ...context);
      expect(err).toMatch(words);
      expect(out).toBe("");
      expect(exitCode).toBe(code);
      expect(upstreams.openai.requests).toHaveLength(asked);
    },
  );

  const endless = { type: "endless", afterEvents: 11 } as const;

  test.each<[string, readonly string[], Fault, number, RegExp]>([
    ["an endless answer", [], endless, often, /answer has more than 32 MB/],
    ["an endless answer in little", [], { ...endless, gzip: true }, often, /more than 32 MB/],
    ["an endless stream", ["--stream"], endless, 1, /answer has more than 32 MB/],
    ["a redirect", [], { type: "redirect" }, 1, /answers with a redirect.*It was not followed/],
    ["a redirected stream", ["--stream"], { type: "redirect" }, 1, /It was not followed/],
    [
      "an error of a page",
      [],
      { type: "status", status: 500, message: "x".repeat(1_000_000) },
      often,
      /x{900}… \(1000001 characters\)/,
    ],
  ])("%s ends a call, and the process stays small", async (_what, flags, fault, asked, message) => {
    always(fault);
    const { exitCode, err } = await project.runAlone("call", "greeting", ...context, ...flags);
    expect(err).toMatch(message);
    expect(exitCode).toBe(3);
    expect(err.length).toBeLessThan(3_000);
    expect(upstreams.openai.requests).toHaveLength(asked);
    const [, megabytes] = /most memory: (\d+) MB/.exec(err) ?? [];
    expect(Number(megabytes)).toBeLessThan(600);
  });

  test("a vendor that does not say what was used leaves tokens and cost unknown, and sums open", async () => {
    upstreams.openai.script({ type: "no-usage" }, { type: "no-usage" });
    const called = await project.run("call", "greeting", ...context);
    expect(called.out).toContain("tokens unknown · cost unknown");
    const { out } = await project.run("eval", "greeting");
    expect(out).toMatch(/cost +│ +at least \$0\.0/);
  });

  test("a stream that is cut ends as a failure, with what came before it", async () => {
    always({ type: "cut", afterEvents: 3 });
    const { exitCode, out, err } = await project.run("call", "greeting", ...context, "--stream");
    expect(exitCode).toBe(1);
    expect(out).toBe("In short:");
    expect(err).toMatch(
      / · incomplete_stream · (.*\n)+✗ The answer of greeting_v1 is incomplete_stream: /,
    );
  });

  test.each<[string, Fault, RegExp]>([
    ["400", { type: "status", status: 400 }, /24 \(bad_request\)/],
    ["429", { type: "status", status: 429, retryAfter: "0" }, /24 \(rate_limited\)/],
    ["500", { type: "status", status: 500, retryAfter: "0" }, /24 \(server_error\)/],
  ])("%s at every case is an eval that measured nothing, and fails", async (_what, fault, row) => {
    upstreams.openai.script(...Array(4 * cases).fill(fault));
    const { exitCode, out } = await project.run("eval", "greeting");
    expect(out).toMatch(row);
    expect(exitCode).toBe(1);
  });

  test("truncated answers are no passes", async () => {
    always({ type: "truncate" });
    const { out } = await project.run("eval", "greeting", "--json");
    expect(JSON.parse(out).reports).toMatchObject([
      { side: { unsuccessful: { truncated: cases }, pass_rate: { value: 0 } } },
    ]);
  });
});

describe("an eval that is stopped", () => {
  /** Ends it with Ctrl-C in the middle: what runs is finished and kept. */
  const stopInTheMiddle = async () => {
    always({ type: "latency", milliseconds: 200 });
    const started = project.start("eval", "greeting", "--concurrency", "2", "--json");
    await started.waitFor(/5\/24 cases/);
    started.signal("SIGINT");
    const { exitCode, out } = await started.ended;
    expect(exitCode).toBe(1);
    const { missing } = JSON.parse(out).reports[0];
    expect(missing).toBeGreaterThan(0);
    upstreams.openai.reset();
    const folder = join(project.folder, ".promptrail", "evals");
    const [answers = ""] = await readdir(folder);
    return { missing, answers: join(folder, answers) };
  };

  test("goes on where it was, and repeats what its file of answers lost inside a line", async () => {
    const { missing, answers } = await stopInTheMiddle();
    await truncate(answers, (await stat(answers)).size - 5);
    const { exitCode, out } = await project.run("eval", "greeting", "--json");
    const kept = cases - missing - 1;
    expect(JSON.parse(out).reports).toMatchObject([
      { missing: 0, side: { cases }, earlier: { candidate: { cases: kept, share: kept / cases } } },
    ]);
    expect(exitCode).toBe(0);
    expect(upstreams.openai.requests).toHaveLength(missing + 1);
  });

  test("asks all cases that somebody wrote into its file of answers", async () => {
    const { answers } = await stopInTheMiddle();
    const [head, line = "", ...others] = (await readFile(answers, "utf8")).trim().split("\n");
    const forged = [line, ...others].map((each) =>
      each.replace('"success":true', '"success":false'),
    );
    expect(forged[0]).not.toBe(line);
    await writeFile(answers, `${[head, ...forged].join("\n")}\n`);
    const { out } = await project.run("eval", "greeting", "--json");
    expect(upstreams.openai.requests).toHaveLength(cases);
    expect(JSON.parse(out).reports[0]).not.toHaveProperty("earlier");
  });

  test("begins again when it is asked to", async () => {
    await stopInTheMiddle();
    expect(await project.run("eval", "greeting", "--fresh")).toMatchObject({ exitCode: 0 });
    expect(upstreams.openai.requests).toHaveLength(cases);
  });
});
