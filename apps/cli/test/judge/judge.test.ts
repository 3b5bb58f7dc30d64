import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCli } from "../../src/index.js";
import { createProcessTerminal } from "../../src/terminal.js";
import { type CliProject, createStoredProject } from "../cli-project.js";

// The judge prefers what has a number; its answer is JSON, as its vendor's schema asks for.
const config = `
  import { defineConfig } from "@promptrail/config";
  import { definePrompt } from "@promptrail/core";
  import { cases, defineJudge, defineRubric, defineSuite, readJudgeCard, readJudgeLabels } from "@promptrail/evals";
  import { simulatedProvider } from "@promptrail/testing";
  const rubric = defineRubric({
    family: "note_judge", version: 1, provider: "simulated", model: "referee-1", task: "It notes a number.",
    asks: { mode: "score", question: "Is the note good?", menu: [
      { choice: "good", score: 1, means: "It has the number." },
      { choice: "bad", score: 0, means: "It has not." },
    ] },
  });
  const rows = Array.from({ length: 6 }, (_, at) => ({ id: "case-" + at, context: { at } }));
  export default defineConfig({
    prompts: [
      definePrompt({ family: "note", version: 1, status: "active", provider: "simulated", model: "m", maxTokens: 9, userTemplate: "Note {{ at }}" }),
      rubric.prompt,
    ],
    providers: [simulatedProvider()],
    suites: [defineSuite({ family: "note", dataset: cases("rows", rows), evals: [defineJudge({
      name: "has_number", rubric,
      card: readJudgeCard(new URL("./judges/note-has_number.card.json", import.meta.url)),
      labels: readJudgeLabels(new URL("./judges/note-has_number.labels.jsonl", import.meta.url)),
    })] })],
  });`;

const labelsFile = "judges/note-has_number.labels.jsonl";

let project: CliProject;
beforeAll(async () => {
  project = await createStoredProject();
  await project.write("promptrail.config.ts", config);
  const { out } = await project.run("eval", "note", "--json");
  await project.write("run.json", out);
});
afterAll(() => project.remove());

/** The command in this process, with a person at its terminal who types these answers, and then leaves. */
async function runHere(args: readonly string[], typed: readonly string[] | null = null) {
  const answers = [...(typed ?? [])];
  const printed = { out: "", err: "" };
  const exitCode = await runCli(["judge", ...args], {
    ...createProcessTerminal(),
    folder: project.folder,
    environment: { PROMPTRAIL_ACTOR: "ada" },
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    ask: typed === null ? null : async () => answers.shift() ?? "",
  });
  return { exitCode, ...printed };
}

async function label(...typed: readonly string[]) {
  const ran = await runHere(["label", "note", "--run", "run.json", "--json"], typed);
  return { ...ran, json: JSON.parse(ran.out) };
}

async function readLabels() {
  const text = await readFile(join(project.folder, labelsFile), "utf8");
  return text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("a judge is asked by an eval through the runtime, and may not gate before it has a card", async () => {
  const { reports } = JSON.parse(await readFile(join(project.folder, "run.json"), "utf8"));
  expect(reports[0]).toMatchObject({
    verdict: "inconclusive",
    judges: [{ eval: "has_number", rubric: "note_judge_v1", model: "referee-1", card_hash: null }],
  });
  expect(reports[0].judges[0].calls).toBeGreaterThan(6);
  expect(reports[0].reasons.join("\n")).toContain("promptrail judge calibrate");
});

test("people label, leave when they want to, and go on", async () => {
  const first = await label("1", "nonsense", "bad", "");
  expect(first.json).toMatchObject({ drawn: 6, labelled: 2, added: 2, complete: false });
  expect(first.err).toContain('"nonsense" is none of them.');
  expect((await readLabels()).map(({ probability }) => probability)).toEqual([null, null]);
  const second = await label("good", "good", "2", "2");
  expect(second.json).toMatchObject({ labelled: 6, added: 4, complete: true });
  const labels = await readLabels();
  expect(labels.map(({ probability }) => probability)).toEqual(Array(6).fill(1));
  expect(labels.map(({ by }) => by)).toEqual(Array(6).fill("ada"));
  expect(labels.filter(({ words }) => words.score === "bad")).toHaveLength(2);
});

test("a calibration writes the card, which the next eval names", async () => {
  const made = JSON.parse((await project.run("judge", "calibrate", "note", "--json")).out);
  expect(made).toMatchObject({ labels: 6, done: 6, calls: 12, may_gate: false });
  const { out } = await project.run("eval", "note", "--json");
  const [report] = JSON.parse(out).reports;
  expect(report.judges[0].card_hash).toBe(made.card_hash);
});

test.each([
  [
    "no terminal to ask on",
    ["label", "note", "--run", "run.json", "--labels", "new.jsonl"],
    "Run the command in a terminal",
  ],
  ["no run", ["label", "note"], "--run is missing"],
  [
    "a file that is no report",
    ["label", "note", "--run", "package.json"],
    "is not the report of an eval",
  ],
  ["a file that is not there", ["label", "note", "--run", "none.json"], "does not exist"],
  ["a family without a judge", ["calibrate", "other"], "has no judge"],
  [
    "a judge that is not there",
    ["calibrate", "note", "polite"],
    'no judge "polite". It has: has_number.',
  ],
  [
    "a card in the place of another file",
    ["calibrate", "note", "--card", "package.json"],
    '"package.json" is there already, and it is not known to be a judge card',
  ],
  ["no label", ["calibrate", "note", "--labels", "none.jsonl"], "There is no label of family"],
])("is refused with a cure: %s", async (_title, args, why) => {
  const { exitCode, err } = await runHere(args);
  expect(exitCode).toBe(2);
  expect(err).toContain(why);
});
