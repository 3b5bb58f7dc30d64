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
import { afterAll, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { toJournalName } from "./journal-header.js";
import { openJournal, openPairedJournal } from "./open-journal.js";

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

async function runWithJournal(path: string, stopAfter: number) {
  const journal = await openPairedJournal({ path, header });
  const stop = new AbortController();
  let calls = 0;
  const run = async () => {
    calls += 1;
    if (calls >= stopAfter) stop.abort();
    return scriptAnswer("羊毛 帽");
  };
  const result = await runPairedEval({
    suite,
    candidate: run,
    baseline: run,
    concurrency: 2,
    signal: stop.signal,
    previous: journal.previous,
    onResult: journal.append,
  });
  await journal.close();
  return { result, calls };
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

test("refuses a journal of another run, and names what differs", async () => {
  const path = join(folder, "other.jsonl");
  await (await openPairedJournal({ path, header })).close();
  const other = { ...header, datasetHash: "sha256-x", contentHash: "sha256-y" };
  await expect(openPairedJournal({ path, header: other })).rejects.toMatchObject({
    code: "request_invalid",
    message: expect.stringContaining("another candidate, dataset"),
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
