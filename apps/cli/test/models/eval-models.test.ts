import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { evalDocument } from "../../src/documents/eval-document.js";
import { type CliProject, createStoredProject } from "../cli-project.js";
import { importProviders } from "../import-providers.js";
import { type ScriptedVendors, startScriptedVendors } from "./scripted-vendors.js";

const total = 60;
const prompt = `import { definePrompt } from "@promptrail/core";

export const sumV1 = definePrompt({
  family: "sum",
  version: 1,
  status: "active",
  provider: "openai",
  model: "gpt-4.1-mini",
  maxTokens: 90,
  temperature: 0.5,
  userTemplate: "{{ number }} + 1 =",
});
`;
const config = `
  ${importProviders("openai", "claude")}
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineSuite, equals } from "@promptrail/evals";
  const other = { family: "other", provider: "openai", model: "gpt-4.1-mini", maxTokens: 9, userTemplate: "{{ number }}" };
  import { sumV1 } from "./prompts/sum-v1.ts";
  export default defineConfig({
    prompts: [sumV1, definePrompt({ ...other, version: 1, status: "active" })],
    providers: [openai({ api: "chat" }), claude()],
    suites: [defineSuite({ family: "sum", evals: [equals()], gate: { margin: 0.1 }, dataset: cases("rows",
      Array.from({ length: ${total} }, (_, number) => ({
        id: "case-" + number, context: { number }, groundTruth: String(number + 1), tags: number < 5 ? ["few"] : [],
      }))) }), defineSuite({ family: "other", evals: [equals()], dataset: cases("one", [{ id: "1", context: { number: 1 } }]) })],
  });`;

const add = (text: string) => String(Number.parseInt(text, 10) + 1);
const slip = (text: string) => (Number.parseInt(text, 10) % 3 === 0 ? "?" : add(text));

/** Until when a model waits with what comes later than its first answers. */
let held: Promise<void> = Promise.resolve();
const addHeld = async (text: string) => {
  if (Number.parseInt(text, 10) >= 20) await held;
  return add(text);
};

let vendors: ScriptedVendors;
let project: CliProject;
beforeAll(async () => {
  vendors = await startScriptedVendors({
    "gpt-4.1-mini": add,
    "gpt-4o-mini": addHeld,
    "claude-haiku-4-5": slip,
    "a-model-of-ours": add,
  });
  project = await createStoredProject(vendors.environment);
  await project.write("prompts/sum-v1.ts", prompt);
  await project.write("promptrail.config.ts", config);
  await project.run("lock");
  expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
});
afterAll(async () => {
  await project.remove();
  await vendors.close();
});
beforeEach(async () => {
  vendors.asked.length = 0;
  await rm(join(project.folder, ".promptrail", "evals"), { recursive: true, force: true });
});

const names = "gpt-4o-mini,claude/claude-haiku-4-5,a-model-of-ours";
const evalModels = (...flags: readonly string[]) =>
  project.run("eval", "sum", "--models", names, ...flags);

test("one prompt on four models: a verdict each, what is unknown has no cost, and the version to try is printed", async () => {
  const { out, err, exitCode } = await evalModels("--json", "--html", "models.html");
  expect(exitCode).toBe(0);
  const [report] = evalDocument.parse(JSON.parse(out)).reports;
  if (report?.report !== "models") throw new Error("The report is of another kind.");
  expect(
    report.models.map(({ model, own, verdict, cost }) => [model, own, verdict, cost !== null]),
  ).toEqual([
    ["openai/gpt-4.1-mini", true, null, true],
    ["openai/gpt-4o-mini", false, "yes", true],
    ["claude/claude-haiku-4-5", false, "no", true],
    ["openai/a-model-of-ours", false, "inconclusive", false],
  ]);
  const [own, mini, haiku, ours] = report.models;
  expect(mini?.cost_difference?.stand).toBe("cheaper");
  expect(mini?.quality_difference).toMatchObject({ difference: 0, stand: "not_worse", n: total });
  expect(haiku?.quality_difference).toMatchObject({ stand: "worse" });
  expect(haiku?.dominated_by).toMatchObject({ shown: true });
  expect(own?.dominated_by).toEqual({ model: "openai/gpt-4o-mini", shown: false });
  expect(ours).toMatchObject({ cost_difference: null, dominated_by: null });
  expect(ours?.reasons.join(" ")).toContain("there is no verdict on cost");
  expect(report.best).toBe("openai/gpt-4o-mini");
  expect(report.version_to_try).toMatchObject({ prompt: "sum_v2", written: false });
  expect(report.version_to_try?.source).toContain('model: "gpt-4o-mini"');
  expect(err).toContain(
    "openai/a-model-of-ours is not known to its provider: its cost is unknown.",
  );
  expect(vendors.asked).toHaveLength(4 * total);
  const page = await readFile(join(project.folder, "models.html"), "utf8");
  expect(page).toContain("<h1>To try: openai/gpt-4o-mini</h1>");
  expect(page).toContain("No other one is both cheaper and better than: openai/gpt-4o-mini.");
  expect(page).toContain("Of 1 the cost or the quality is not known.");
});

test.each(["--markdown", "--junit"])("models have a page, and no %s", async (flag) => {
  const { exitCode, err } = await evalModels(flag, "report");
  expect(exitCode).toBe(2);
  expect(err).toContain(`--models compares models, and ${flag} tells of a version`);
  expect(vendors.asked).toEqual([]);
});

test("what is answered is kept for the next run of models, and for none of a version", async () => {
  const part = ["eval", "sum", "--models", "gpt-4o-mini"];
  const stopped = await project.run(...part, "--max-calls", "20");
  expect(stopped).toMatchObject({ exitCode: 1 });
  expect(stopped.out).toContain("10 of 60 kept: run it again to go on with the others.");
  expect(vendors.asked).toHaveLength(20);
  const { err, out, exitCode } = await project.run(...part);
  expect(exitCode).toBe(0);
  expect(err).toContain("sum: 10 of 60 kept");
  expect(vendors.asked).toHaveLength(2 * total);
  expect(out).toMatch(/openai\/gpt-4o-mini: yes\n {2}· Not worse within 10\.0 points: 0\.0 points/);
  expect(out).toContain("To try: sum_v2 on openai/gpt-4o-mini");
  vendors.asked.length = 0;
  await project.run("eval", "sum");
  expect(vendors.asked).toHaveLength(total);
});

test("--write writes the next draft on the best model, which then is a version as any other", async () => {
  const { out, exitCode } = await evalModels("--write");
  expect(exitCode).toBe(0);
  expect(out).toContain("prompts/sum-v2.ts has sum_v2, a draft that copies sum_v1.");
  const source = await readFile(join(project.folder, "prompts", "sum-v2.ts"), "utf8");
  expect(source).toContain('model: "gpt-4o-mini"');
  expect(source).toMatch(
    /changelog: "Runs on openai\/gpt-4o-mini instead of openai\/gpt-4\.1-mini\./,
  );
  // Nothing that the model was chosen by is evidence, nor becomes it.
  vendors.asked.length = 0;
  await project.run("lock");
  expect(await project.run("deploy")).toMatchObject({ exitCode: 0 });
  const early = await project.run("promote", "sum", "2", "--reason", "Cheaper");
  expect(early.exitCode).toBe(1);
  expect(early.err).toContain("evidence");
  expect(await project.run("eval", "sum", "--version", "2")).toMatchObject({ exitCode: 0 });
  expect(vendors.asked).toHaveLength(2 * total);
  await rm(join(project.folder, "prompts", "sum-v2.ts"));
  await project.write("promptrail.config.ts", config);
});

test("nothing is written where no model is better, which the exit code tells", async () => {
  const models = ["--models", "claude/claude-haiku-4-5", "--write"];
  const { out, exitCode } = await project.run("eval", "sum", ...models);
  expect(exitCode).toBe(1);
  expect(out).toContain("No model is shown to be cheaper and not worse. Nothing was written.");
});

test.each<[readonly string[], string]>([
  [["--models", "a,b"], "--models needs a family"],
  [["sum", "--write"], "--write writes the version that --models finds"],
  [["sum", "--models", "a,,b"], "has an empty name"],
  [["sum", "--models", "gpt-4.1-mini"], "names only openai/gpt-4.1-mini"],
  [["sum", "--models", "claude-haiku-4-5"], "Write claude/claude-haiku-4-5."],
  [["sum", "--models", "cluade/claude-haiku-4-5"], 'the config has no provider "cluade"'],
  [["sum", "--models", "a", "--evidence", "f.json"], "so --evidence cannot be combined with it"],
  [["sum", "--models", "a", "--changed"], "so --changed cannot be combined with it"],
  [["sum", "--models", "a", "--write", "--limit", "3"], "--write needs a verdict of all cases"],
  [
    ["sum", "--models", "claude/claude-opus-4-7", "--max-cost", "x"],
    "--max-cost must be an amount",
  ],
  [["sum", "--models", "a-model-of-ours", "--max-cost", "1"], "costs cannot be told"],
])("eval %s is refused before anybody is asked", async (args, message) => {
  const { err, exitCode } = await project.run("eval", ...args);
  expect(err).toContain(message);
  expect(exitCode).toBe(2);
  expect(vendors.asked).toEqual([]);
});

test("a part of the cases gives figures and no verdict", async () => {
  const { out, exitCode } = await evalModels("--tag", "few");
  expect(exitCode).toBe(0);
  expect(vendors.asked).toHaveLength(4 * 5);
  expect(out).toContain("Only 5 of 60 cases were run, and a part of the cases gives no verdict.");
  expect(out).not.toContain("To try:");
});

test("what was asked before Ctrl-C is kept, and is not asked for again", async () => {
  const words = ["eval", "sum", "--models", "gpt-4o-mini", "--concurrency", "1"];
  const { promise, resolve } = Promise.withResolvers<void>();
  held = promise;
  const running = project.start(...words);
  await running.waitFor(/6\/60 cases/);
  running.signal("SIGINT");
  await running.waitFor(/Stopping after the running calls/);
  resolve();
  const { out, err, exitCode } = await running.ended;
  expect(exitCode, err).toBe(1);
  expect(out).toMatch(/Stopped before the end\. \d+ of 60 kept: run it again to go on/);
  expect(vendors.asked.length).toBeLessThan(2 * total);
  expect((await project.run(...words)).exitCode).toBe(0);
  expect(vendors.asked).toHaveLength(2 * total);
  expect(new Set(vendors.asked).size).toBe(2 * total);
});
