import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonValue } from "@promptrail/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { fail, pass } from "../evals/eval-verdicts.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { toPlainRun } from "../fixtures/to-plain-run.js";
import { judge } from "../gate/judge.js";
import { toEvidence } from "../report/json/to-evidence.js";
import { toGateReport } from "../report/json/to-gate-report.js";
import { formatGate } from "../report/terminal/format-gate.js";
import { readScore } from "../runner/case-result.js";
import type { RunAnswer } from "../runner/run-answer.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { keepAnswers } from "./keep-answers.js";
import { openAnswerBook } from "./open-answer-book.js";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "promptrail-answers-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const suite = defineSuite({
  family: "product_description",
  dataset: cases(
    "hats",
    Array.from({ length: 9 }, (_, index) => ({ id: `羊-${index}`, context: { index } })),
  ),
  evals: [maxWords(2)],
});

interface Changes {
  readonly suite?: typeof suite;
  readonly answer?: RunAnswer;
  readonly stopAfter?: number;
  readonly now?: () => Date;
}

/** Both sides of 9 cases, with a file for each. */
async function run({ stopAfter = Number.POSITIVE_INFINITY, now, ...changes }: Changes = {}) {
  const books = await Promise.all(
    ["b", "c"].map((contentHash) => openAnswerBook({ folder, contentHash, now })),
  );
  const stop = new AbortController();
  let calls = 0;
  const ask = async () => {
    calls += 1;
    if (calls >= stopAfter) stop.abort();
    return changes.answer ?? scriptAnswer("羊毛 帽");
  };
  const [baseline = ask, candidate = ask] = books.map((book) => keepAnswers(ask, book));
  const result = await runPairedEval({
    suite: changes.suite ?? suite,
    candidate,
    baseline,
    concurrency: 2,
    signal: stop.signal,
  });
  const plain = toPlainRun(result);
  await Promise.all(books.map((book) => book.close()));
  return { result, plain, calls };
}

const listFiles = () => readdirSync(folder).map((name) => join(folder, name));

const lines = () => listFiles().flatMap((file) => readFileSync(file, "utf8").trim().split("\n"));

test("a run whose file ends at any byte goes on, and ends as one run does", async () => {
  const whole = await run();
  const written = listFiles().map((file) => [file, readFileSync(file)] as const);
  const [[file, bytes] = ["", Buffer.alloc(0)]] = written;
  for (let cut = 0; cut <= bytes.length; cut += 97) {
    for (const each of listFiles()) rmSync(each);
    for (const [each, content] of written) writeFileSync(each, content);
    truncateSync(file, cut);
    const kept = Math.max(0, bytes.subarray(0, cut).toString("latin1").split("\n").length - 2);
    const resumed = await run();
    expect(resumed.plain).toEqual(whole.plain);
    // A last line that lacks only its line end is whole, too.
    expect([9 - kept, 8 - kept]).toContain(resumed.calls);
    const again = await run();
    expect(again.calls).toBe(0);
    expect(again.plain).toEqual(whole.plain);
  }
});

test("an answer of a clock that was ahead is asked for again, whichever day it is", async () => {
  const year = 365 * 24 * 3_600_000;
  const ahead = () => new Date(Date.now() + year);
  expect((await run({ now: ahead })).calls).toBe(18);
  expect((await run()).calls).toBe(18);
  // Those of the right clock are taken, beside the ones that are newer by their word.
  expect((await run()).calls).toBe(0);
});

test("a stopped run leaves its answers for the next, and each is asked for once", async () => {
  const first = await run({ stopAfter: 6 });
  expect(first.result.missing).toBeGreaterThan(0);
  const second = await run();
  expect(second.result.missing).toBe(0);
  expect(first.calls + second.calls).toBe(18);
});

test("processes that write at the same time lose nothing of each other", async () => {
  const [first, second] = await Promise.all([run(), run()]);
  expect([first.calls, second.calls]).toEqual([18, 18]);
  expect((await run()).calls).toBe(0);
});

test("answers are judged again, by what the evals say now", async () => {
  const first = await run();
  expect(first.result.results.every(({ candidate }) => readScore(candidate) === 1)).toBe(true);
  // The same name and version, and so the same suite's hash.
  const stricter = { ...maxWords(2), evaluate: () => fail("Nothing passes.") };
  const second = await run({ suite: { ...suite, evals: [stricter] } });
  expect(second.calls).toBe(0);
  expect(second.result.results.every(({ candidate }) => readScore(candidate) === 0)).toBe(true);
});

test("evals see of a kept answer all that they see of a new one, and so does a report", async () => {
  const seen: unknown[] = [];
  const look = defineEval({
    name: "look",
    evaluate: ({ output, data }) => {
      seen.push({ output, data });
      return pass();
    },
  });
  const answer = scriptAnswer(`${"羊".repeat(5_000)} \ud83d\0`, {
    data: { score: 0.1, tags: ["\ud83d"] },
    toolCalls: [{ type: "tool_call", id: "1", name: "find", input: { deep: [null] } }],
    model: "model-2026-01-01",
  });
  const changes = { suite: { ...suite, evals: [look] }, answer };
  const first = await run(changes);
  const asked = seen.splice(0);
  const again = await run(changes);
  expect(again.calls).toBe(0);
  expect(seen).toEqual(asked);
  expect(again.plain).toEqual(first.plain);
  expect(first.plain.cases[0]?.candidate[0]?.output).toHaveLength(4_000);
  expect(lines().join("\n")).toContain('"toolCalls":[{"type":"tool_call","id":"1"');
});

test("only the model that answered last is believed: a vendor may have put another one behind the name", async () => {
  const answerOf = (model: string) => scriptAnswer("羊毛 帽", { model });
  await run({ answer: answerOf("model-a"), stopAfter: 7 });
  // What is kept by then is taken, and the rest comes from another model.
  const second = await run({ answer: answerOf("model-b") });
  expect(second.result.earlier?.candidate?.cases).toBeGreaterThan(0);
  const third = await run({ answer: answerOf("model-b") });
  expect(third.calls).toBe(18 - second.calls);
  expect((await run({ answer: answerOf("model-b") })).calls).toBe(0);
});

test("an answer is taken for 24 hours, and its file goes when nothing in it may be taken", async () => {
  const at = (time: string) => () => new Date(time);
  await run({ now: at("2026-11-30T12:00:00Z") });
  for (const file of listFiles()) {
    utimesSync(file, new Date("2026-11-30T12:00:00Z"), new Date("2026-11-30T12:00:00Z"));
  }
  const old = listFiles();
  expect((await run({ now: at("2026-12-01T11:59:00Z") })).calls).toBe(0);
  expect(listFiles()).toEqual(old);
  expect((await run({ now: at("2026-12-01T12:01:00Z") })).calls).toBe(18);
  expect(listFiles().filter((file) => old.includes(file))).toEqual([]);
});

const digest = /^[0-9a-f]{16}/;

test.each<[string, (line: string, other: string) => string]>([
  ["an answer was changed in", (line) => line.replace("羊毛", "羊")],
  ["an answer was made a success in", (line) => line.replace('"cost":0.001', '"cost":0')],
  ["somebody gave a later time to", (line) => line.replace(/"answeredAt":"20/, '"answeredAt":"21')],
  ["has the digest of another answer", (line, other) => line.replace(digest, other.slice(0, 16))],
  ["is brought from another prompt's answers", (_line, other) => other],
  ["has no digest", (line) => line.replace(digest, "")],
])("a line that %s is passed over: its answer is asked for again", async (_what, change) => {
  await run();
  const [file = "", other = ""] = listFiles();
  const written = readFileSync(file, "utf8").split("\n");
  written[3] = change(written[3] ?? "", readFileSync(other, "utf8").split("\n")[3] ?? "");
  writeFileSync(file, written.join("\n"));
  const resumed = await run();
  expect(resumed.calls).toBe(1);
  const cases = [resumed.result.earlier?.candidate?.cases, resumed.result.earlier?.baseline?.cases];
  expect(new Set(cases)).toEqual(new Set([8, 9]));
});

test("evidence tells how much of it earlier runs answered, and how old that is", async () => {
  await run({ stopAfter: 6 });
  const { result } = await run();
  const { earlier, ...own } = result;
  const told = earlier?.candidate;
  if (told === undefined) throw new Error("No answer of the candidate was kept.");
  const verdict = judge(result, suite);
  const sides = {
    candidate: { version: 2, contentHash: "sha256-c" },
    baseline: { version: 1, contentHash: "sha256-b" },
  };
  expect(toEvidence({ run: result, verdict, ...sides, actor: "ada" }).report).toMatchObject({
    earlier: {
      candidate: {
        cases: told.cases,
        answers: told.cases,
        share: told.cases / 9,
        oldest_at: told.oldestAt.toISOString(),
      },
    },
  });
  expect(formatGate({ run: result, verdict })).toContain(
    `candidate: ${told.cases} of 9 answers are of earlier runs, the oldest of`,
  );
  expect(toGateReport(own, verdict)).not.toHaveProperty("earlier");
});

function nest(depth: number): JsonValue {
  let value: JsonValue = null;
  for (let each = 0; each < depth; each += 1) value = [value];
  return value;
}

test.each<[string, Partial<RunAnswer>]>([
  ["that JSON cannot say", { durationMs: Number.NaN }],
  ["whose data is nested too deeply", { data: nest(100_000) }],
])("an answer %s is not kept, and asked for again", async (_what, changes) => {
  const answer = scriptAnswer("羊毛 帽", changes);
  const first = await run({ answer });
  expect(first.plain.cases[0]?.candidate[0]?.output).toBe("羊毛 帽");
  expect(listFiles()).toEqual([]);
  expect((await run()).calls).toBe(18);
});

test("files of other prompts and of nobody are left alone, and those of answers are for their owner alone", async () => {
  writeFileSync(join(folder, "notes.txt"), "my notes\nmore\n");
  await run();
  const [file = ""] = listFiles();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  // As of another prompt whose name begins alike.
  const foreign = file.replace(".log", "1.log");
  copyFileSync(file, foreign);
  writeFileSync(foreign, readFileSync(foreign, "utf8").replace("answers 1 ", "answers 2 "));
  appendFileSync(file, "no line of ours\n");
  expect((await run()).calls).toBe(0);
  expect(readFileSync(join(folder, "notes.txt"), "utf8")).toBe("my notes\nmore\n");
});
