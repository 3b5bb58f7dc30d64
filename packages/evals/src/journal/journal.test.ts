import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JsonValue } from "@promptrail/core";
import { afterAll, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { fail, pass } from "../evals/eval-verdicts.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { judge } from "../gate/judge.js";
import { toEvidence } from "../report/json/to-evidence.js";
import { toGateReport } from "../report/json/to-gate-report.js";
import { formatGate } from "../report/terminal/format-gate.js";
import { readScore } from "../runner/case-result.js";
import type { RunAnswer } from "../runner/run-answer.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { toJournalName } from "./journal-header.js";
import { openJournal } from "./open-journal.js";

function nest(depth: number): JsonValue {
  let value: JsonValue = null;
  for (let each = 0; each < depth; each += 1) value = [value];
  return value;
}

const digest = /sha256-[0-9a-f]{64}/;
const digestOf = (line: string) => digest.exec(line)?.[0] ?? "";

const folder = mkdtempSync(join(tmpdir(), "promptrail-journal-"));
afterAll(() => rmSync(folder, { recursive: true }));

const suite = defineSuite({
  family: "product_description",
  dataset: cases(
    "hats",
    Array.from({ length: 9 }, (_, index) => ({ id: `羊-${index}`, context: {} })),
  ),
  evals: [maxWords(2)],
});
const header = {
  contentHash: "sha256-c",
  baselineHash: "sha256-b",
  datasetHash: "sha256-d",
  suiteHash: suite.suiteHash,
};

async function runWithJournal(
  path: string,
  stopAfter: number,
  changes: { readonly suite?: typeof suite; readonly answer?: RunAnswer } = {},
) {
  const journal = await openJournal({ path, header });
  const stop = new AbortController();
  let calls = 0;
  const run = async () => {
    calls += 1;
    if (calls >= stopAfter) stop.abort();
    return changes.answer ?? scriptAnswer("羊毛 帽");
  };
  const { earlier, ...result } = await runPairedEval({
    suite: changes.suite ?? suite,
    candidate: run,
    baseline: run,
    concurrency: 2,
    signal: stop.signal,
    previous: journal.previous,
    onAnswers: journal.append,
  });
  await journal.close();
  return { result, calls, earlier };
}

test("a run stopped at any byte of its journal goes on, and ends as one run does", async () => {
  const wholePath = join(folder, "whole", "run.jsonl");
  const whole = await runWithJournal(wholePath, Number.POSITIVE_INFINITY);
  const written = readFileSync(wholePath);
  for (let cut = 0; cut <= written.length; cut += 97) {
    const path = join(folder, "cut.jsonl");
    writeFileSync(path, written);
    truncateSync(path, cut);
    const kept = Math.max(0, written.subarray(0, cut).toString("latin1").split("\n").length - 2);
    const resumed = await runWithJournal(path, Number.POSITIVE_INFINITY);
    expect(resumed.result).toEqual(whole.result);
    // A last line that lacks only its line end is whole, too.
    expect([18 - 2 * kept, 16 - 2 * kept]).toContain(resumed.calls);
    const again = await runWithJournal(path, Number.POSITIVE_INFINITY);
    expect(again.calls).toBe(0);
    expect(again.result).toEqual(whole.result);
  }
});

test("a stopped run leaves its finished cases for the next", async () => {
  const path = join(folder, "stopped.jsonl");
  const first = await runWithJournal(path, 6);
  expect(first.result.missing).toBeGreaterThan(0);
  const second = await runWithJournal(path, Number.POSITIVE_INFINITY);
  expect(second.result.missing).toBe(0);
  expect(first.calls + second.calls).toBe(18);
});

test("earlier answers are judged again, by what the evals say now", async () => {
  const path = join(folder, "again.jsonl");
  const first = await runWithJournal(path, Number.POSITIVE_INFINITY);
  expect(first.result.results.every(({ candidate }) => readScore(candidate) === 1)).toBe(true);
  // The same name and version, and so the same suite's hash.
  const stricter = { ...maxWords(2), evaluate: () => fail("Nothing passes.") };
  const second = await runWithJournal(path, Number.POSITIVE_INFINITY, {
    suite: { ...suite, evals: [stricter] },
  });
  expect(second.calls).toBe(0);
  expect(second.result.results.every(({ candidate }) => readScore(candidate) === 0)).toBe(true);
});

test("evals see of an earlier answer all that they see of a new one", async () => {
  const path = join(folder, "whole-answer.jsonl");
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
  });
  const changes = { suite: { ...suite, evals: [look] }, answer };
  await runWithJournal(path, Number.POSITIVE_INFINITY, changes);
  const asked = seen.splice(0);
  const again = await runWithJournal(path, Number.POSITIVE_INFINITY, changes);
  expect(again.calls).toBe(0);
  expect(seen).toEqual(asked);
  expect(readFileSync(path, "utf8")).toContain('"toolCalls":[{"type":"tool_call","id":"1"');
});

test.each<[string, (line: string, other: string) => string]>([
  ["an answer was changed in", (line) => line.replace("羊毛", "羊")],
  ["an answer was made a success in", (line) => line.replace('"cost":0.001', '"cost":0')],
  ["somebody gave a later time to", (line) => line.replace(/"answeredAt":"20/, '"answeredAt":"21')],
  ["has the digest of another case", (line, other) => line.replace(digest, digestOf(other))],
  ["is brought from another run's journal", (_line, other) => other],
  ["has no digest", (line) => line.replace(/"digest":"[^"]*",/, "")],
])("a line that %s is passed over: its case runs again", async (_what, change) => {
  const path = join(folder, "changed.jsonl");
  const otherPath = join(folder, "other-run.jsonl");
  rmSync(path, { force: true });
  rmSync(otherPath, { force: true });
  await runWithJournal(path, Number.POSITIVE_INFINITY);
  const other = await openJournal({ path: otherPath, header: { ...header, contentHash: "x" } });
  await other.append({
    id: "羊-0",
    answeredAt: new Date(),
    sides: [[scriptAnswer("a")], [scriptAnswer("a")]],
  });
  await other.close();
  const [, foreign = ""] = readFileSync(otherPath, "utf8").split("\n");
  const lines = readFileSync(path, "utf8").split("\n");
  const at = lines.findIndex((line) => line.includes('"羊-0"'));
  lines[at] = change(lines[at] ?? "", foreign);
  writeFileSync(path, lines.join("\n"));
  const resumed = await runWithJournal(path, Number.POSITIVE_INFINITY);
  expect(resumed.calls).toBe(2);
  expect(resumed.earlier?.cases).toBe(8);
});

test("a journal of judgements, as earlier releases wrote it, is begun again", async () => {
  const path = join(folder, "form-1.jsonl");
  const trial = {
    outcome: "ok",
    success: true,
    passed: true,
    score: 1,
    output: "",
    error: null,
    cost: 0,
    judgements: [],
    durationMs: 1,
    usage: scriptAnswer("").usage,
  };
  const lines = Array.from({ length: 9 }, (_, index) => ({
    id: `羊-${index}`,
    tags: [],
    cluster: null,
    candidate: [trial],
    baseline: [trial],
  }));
  const written = [{ journal: 1, ...header }, ...lines].map((line) => JSON.stringify(line));
  writeFileSync(path, `${written.join("\n")}\n`);
  expect((await runWithJournal(path, Number.POSITIVE_INFINITY)).calls).toBe(18);
});

test("evidence tells how much of it earlier runs answered, and how old that is", async () => {
  const path = join(folder, "told.jsonl");
  await runWithJournal(path, 6);
  const { result, earlier } = await runWithJournal(path, Number.POSITIVE_INFINITY);
  expect(earlier?.cases).toBeGreaterThan(0);
  if (earlier === undefined) return;
  const run = { ...result, earlier };
  const verdict = judge(run, suite);
  const sides = {
    candidate: { version: 2, contentHash: "sha256-c" },
    baseline: { version: 1, contentHash: "sha256-b" },
  };
  expect(toEvidence({ run, verdict, ...sides, actor: "ada" }).report).toMatchObject({
    earlier: {
      cases: earlier.cases,
      share: earlier.cases / 9,
      oldest_at: earlier.oldestAt.toISOString(),
    },
  });
  expect(formatGate({ run, verdict })).toContain(
    `${earlier.cases} of 9 cases (${Math.round((100 * earlier.cases) / 9)} %) were answered in an earlier run`,
  );
  expect(toGateReport({ ...result }, verdict)).not.toHaveProperty("earlier");
});

test.each<[string, Partial<RunAnswer>]>([
  ["that JSON cannot say", { durationMs: Number.NaN }],
  ["whose data is nested too deeply", { data: nest(100_000) }],
])("an answer %s is not written, and asked for again", async (_what, changes) => {
  const path = join(folder, "unreadable.jsonl");
  rmSync(path, { force: true });
  const answer = scriptAnswer("羊毛 帽", changes);
  await runWithJournal(path, Number.POSITIVE_INFINITY, { answer });
  expect(readFileSync(path, "utf8").trim().split("\n")).toHaveLength(1);
  expect((await runWithJournal(path, Number.POSITIVE_INFINITY)).calls).toBe(18);
});

test("refuses a journal of another run, and names what differs", async () => {
  const path = join(folder, "other.jsonl");
  await (await openJournal({ path, header })).close();
  const other = { ...header, datasetHash: "sha256-x", contentHash: "sha256-y" };
  await expect(openJournal({ path, header: other })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining("a different candidate, dataset"),
  });
  expect(toJournalName(other)).not.toBe(toJournalName(header));
  expect(toJournalName(header)).toMatch(/^eval-[0-9a-f]{16}\.jsonl$/);
});

test("refuses a file that is no journal and leaves it as it is", async () => {
  const path = join(folder, "notes.txt");
  appendFileSync(path, "my notes\nmore\n");
  await expect(openJournal({ path, header })).rejects.toThrow(/not a journal/);
  expect(readFileSync(path, "utf8")).toBe("my notes\nmore\n");
});
