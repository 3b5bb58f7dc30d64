import { type Client, createClient } from "@promptrail/client";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { compareDocument } from "../../src/documents/compare-document.js";
import { type CliProject, createStoredProject, type StartedCommand } from "../cli-project.js";
import { runInProcess } from "../output/run-in-process.js";

/** Version 1 says a few words, version 2 many, at twice the price: nobody draws anything. */
const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, contains, defineSuite, equals, maxWords } from "@promptrail/evals";
  import { fakeProvider } from "@promptrail/testing";
  const prices = (input) => ({ contextWindow: 9000, maxOutput: 100, prices: { input, output: input }, settings: [] });
  const usage = { input: 20, output: 10, cacheRead: null, cacheWrite: null, reasoning: null };
  const provider = fakeProvider({
    models: { small: prices(1), large: prices(2) },
    answers: ({ model, messages }) => {
      const name = /for (.+)$/m.exec(JSON.stringify(messages).replaceAll('"', "\\n"))?.[1] ?? "";
      return { text: model === "small" ? "Hello " + name : "Hello and welcome, dear " + name, usage };
    },
  });
  const promptOf = (family, version, model, status) => definePrompt({
    family, version, status, provider: "fake", model, maxTokens: 50,
    changelog: "More words.", userTemplate: "Greeting for {{ name }}",
  });
  const versionsOf = (family) => [
    promptOf(family, 1, "small", "active"), promptOf(family, 2, "large", "shadow"),
    promptOf(family, 3, "small", "draft"),
  ];
  const rows = Array.from({ length: 20 }, (_, at) => ({
    id: "row-" + at, context: { name: "Ada" + at }, groundTruth: "Hello Ada" + at,
  }));
  export default defineConfig({
    prompts: [...versionsOf("greeting"), ...versionsOf("farewell"),
      promptOf("alone", 1, "small", "active"), promptOf("alone", 2, "large", "draft")],
    providers: [provider],
    families: {
      greeting: { gate: "none" }, alone: { gate: "none" },
      farewell: { gate: "none", logging: { bodyRate: 0 } },
    },
    suites: [
      defineSuite({ family: "greeting", dataset: cases("names", rows), evals: [maxWords(3), equals()] }),
      defineSuite({ family: "farewell", dataset: cases("names", rows), evals: [maxWords(3)] }),
    ],
  });`;

const calls = 120;
let project: CliProject;
let server: StartedCommand;
let client: Client;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  server = project.start("serve", "--port", "0");
  const url = await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/);
  const shown = await server.waitFor(/Admin key, shown once: pk_development_\S+/);
  client = createClient({ url, key: shown.split(": ")[1] ?? "" });
  for (let at = 0; at < calls; at += 8) {
    const names = Array.from({ length: Math.min(8, calls - at) }, (_, more) => `Bo${at + more}`);
    await Promise.all(
      names.flatMap((name) => [
        client.call("greeting", { name }),
        ...(at < 16 ? [client.call("farewell", { name })] : []),
      ]),
    );
  }
  await vi.waitFor(
    async () =>
      expect((await client.usage({ by: ["lane"] })).groups.map((group) => group.calls)).toEqual([
        calls + 16,
        calls + 16,
      ]),
    { timeout: 20_000 },
  );
});
afterAll(() => project.remove());

async function compare(...args: readonly string[]) {
  const { exitCode, out, err } = await project.run("compare", ...args, "--json");
  expect({ exitCode, err }).toMatchObject({ exitCode: 0 });
  const { format_version: _version, ...document } = JSON.parse(out);
  return compareDocument.parse(document);
}

type Compared = Awaited<ReturnType<typeof compare>>;

function find({ measures }: Compared, name: string) {
  return measures.find((measure) => measure.name === name);
}

function expectShadow(compared: Compared): void {
  expect(compared).toMatchObject({
    family: "greeting",
    a: 1,
    b: 2,
    source: "shadow",
    environment: "development",
    given: calls,
    compared: calls,
    without_text: 0,
    run: null,
    lost: { shed: null, cut: null, failed: null, unlogged: 0, unpaired: 0 },
  });
  expect(compared.evals).toMatchObject([
    { name: "max_words(3)", judged: calls, without_ground_truth: 0 },
    { name: "equals", judged: 0, without_ground_truth: calls },
  ]);
  expect(find(compared, "pass_rate")).toMatchObject({ losses: calls, verdict: "worse" });
  expect(find(compared, "pass_rate")?.interval?.upper).toBeLessThan(-0.9);
  const cost = find(compared, "cost");
  expect(cost?.difference).toBeCloseTo(1, 9);
  expect(cost).toMatchObject({ n: calls, method: "sign", verdict: "worse" });
  expect(find(compared, "length")).toMatchObject({ n: calls, verdict: "longer" });
  expect(compared.examples).toHaveLength(5);
}

describe("from shadow runs", () => {
  test("a server's pairs are read page by page, of the active version and the one in parallel", async () => {
    expectShadow(await compare("greeting"));
  });

  test("a limit takes the newest pairs, and both versions may stand either way round", async () => {
    const compared = await compare("greeting", "--a", "2", "--b", "1", "--limit", "30");
    expect(compared).toMatchObject({ a: 2, b: 1, given: 30, compared: 30 });
    expect(find(compared, "pass_rate")).toMatchObject({ wins: 30, verdict: "better" });
  });

  test("pairs of other versions are left out, and nothing is said to be nothing", async () => {
    const { exitCode, out } = await project.run("compare", "greeting", "--b", "3");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/v3 compared with v1 on 0 pairs of shadow runs/);
    expect(out).toMatch(/No pair of greeting v1 and v3 is in the call log of development/);
    expect((await compare("greeting", "--since", "2031-01-01")).given).toBe(0);
  });

  test("answers that are not kept are judged by no eval, and still compared by tokens and cost", async () => {
    const compared = await compare("farewell");
    expect(compared).toMatchObject({ given: 16, compared: 16, without_text: 16, examples: [] });
    expect(compared.evals).toMatchObject([{ judged: 0, without_text: 16 }]);
    expect(find(compared, "pass_rate")).toBeUndefined();
    expect(find(compared, "cost")).toMatchObject({ n: 16, missing: 0 });
    expect(find(compared, "length")).toMatchObject({ n: 0, missing: 16 });
  });

  test("Markdown is for a pull request, with as many examples as are asked for", async () => {
    const { out, exitCode } = await project.run("compare", "greeting", "--markdown");
    expect(exitCode).toBe(0);
    expect(out).toMatch(/\| pass rate \|/);
    expect(out).toContain("Hello and welcome, dear Bo");
    const silent = await project.run("compare", "greeting", "--markdown", "--examples", "0");
    expect(silent.out).not.toContain("welcome");
    expect(silent.out).toMatch(/\| pass rate \|/);
  });

  test.each([
    [["compare", "alone"], /No version of alone runs in parallel.*--b N/],
    [["compare", "greeting", "--b", "1"], /compared with itself: v1 is the active one/],
    [["compare", "greeting", "--a", "2"], /with itself: v2 is the one that runs in parallel/],
    [["compare", "nobody"], /No family "nobody" is live there\. These are: .*greeting/],
    [["compare", "greeting", "--limit", "20001"], /--limit must be .* from 1 to 20000/],
    [["compare", "greeting", "--max-cost", "1"], /--max-cost is only for --from dataset/],
    [
      ["compare", "greeting", "--from", "dataset", "--since", "1d"],
      /--since is only for --from shadow/,
    ],
    [["compare", "greeting", "--from", "log"], /--from must be one of shadow, dataset/],
    [["compare", "greeting", "--markdown", "--json"], /--markdown and --json are two forms/],
  ] as const)("%j is refused with the reason and the cure", async (args, message) => {
    const place = { folder: project.folder, environment: {} };
    const { exitCode, out, err } = await runInProcess(args, place);
    expect(exitCode).toBe(2);
    expect(out + err).toMatch(message);
  });

  test("a key without the scope `bodies` is refused; with it, pairs come in pages with all their figures", async () => {
    const keyOf = async (...scopes: ("read" | "bodies" | "logs")[]) => {
      const { secret } = await client.addKey({ name: scopes.join("-"), scopes });
      return secret;
    };
    const url = (await server.waitFor(/http:\/\/127\.0\.0\.1:\d+/)) ?? "";
    const read = createClient({ url, key: await keyOf("read", "logs") });
    await expect(read.shadowPairs({ family: "greeting" })).rejects.toMatchObject({
      code: "forbidden",
    });
    const bodies = createClient({ url, key: await keyOf("read", "bodies") });
    const page = await bodies.shadowPairs({ family: "greeting", versions: [1, 2], limit: 7 });
    expect(page.pairs.length).toBeGreaterThanOrEqual(7);
    expect(page.nextBefore).toBeInstanceOf(Date);
    expect(page.pairs[0]).toMatchObject({
      active: { version: 1, fallback: false, usage: { input: 20, output: 10 }, cost: 0.00003 },
      shadow: { version: 2, attempts: [{ outcome: "ok" }], bodyLoss: null, cost: 0.00006 },
    });
  });
});

describe("without a server", () => {
  beforeAll(async () => {
    server.signal("SIGTERM");
    await server.ended;
  });

  test("the store tells the same pairs", async () => {
    expectShadow(await compare("greeting"));
  });

  test("from the dataset both versions are run, and evals that need a ground truth judge", async () => {
    const compared = await compare("greeting", "--from", "dataset");
    expect(compared).toMatchObject({
      a: 1,
      b: 2,
      source: "dataset",
      given: 20,
      compared: 20,
      lost: null,
      run: { cases: 20, missing: 0, stop: null },
    });
    expect(compared.evals).toMatchObject([{ judged: 20 }, { judged: 20 }]);
    expect(find(compared, "pass_rate: equals")).toMatchObject({ losses: 20, verdict: "worse" });
  });

  test("a run that its limit of cost ends tells so, and goes on later", async () => {
    const args = ["compare", "greeting", "--from", "dataset", "--concurrency", "1"];
    const cut = await project.run(...args, "--max-cost", "0.0005", "--fresh");
    expect(cut.exitCode).toBe(1);
    expect(cut.out).toMatch(/\d+ of 20 cases have no answers: the limit of --max-cost is reached/);
    const whole = await project.run(...args);
    expect(whole.err).toMatch(/greeting: \d+ of 20 kept/);
    expect(whole.exitCode).toBe(0);
  });

  test("a family without a suite has nothing to run, and is compared by its figures", async () => {
    const dataset = await project.run("compare", "alone", "--b", "2", "--from", "dataset");
    expect(dataset).toMatchObject({ exitCode: 2 });
    expect(dataset.err).toMatch(/"alone" has no suite/);
    expect((await compare("alone", "--b", "2")).evals).toEqual([]);
  });
});
