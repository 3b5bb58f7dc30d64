import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ProviderError } from "@promptrail/core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { maxWords } from "../../evals/count/max-words.js";
import { equals } from "../../evals/text/equals.js";
import { findMeasure } from "../../fixtures/compare-scripted.js";
import { scriptAnswer } from "../../fixtures/scripted-run.js";
import { defineSuite } from "../../suite/define-suite.js";
import { type CompareOnDatasetRequest, compareOnDataset } from "./compare-on-dataset.js";

const rows = Array.from({ length: 24 }, (_, index) => ({
  id: `case-${String(index).padStart(2, "0")}`,
  context: { index },
  groundTruth: `word ${index}`,
}));
const suite = defineSuite({
  family: "note",
  dataset: cases("numbers", rows),
  evals: [maxWords(3), equals()],
  repeats: 2,
  concurrency: 1,
});

let answersFolder: string;
let calls: string[];
beforeEach(async () => {
  answersFolder = await mkdtemp(join(tmpdir(), "promptrail-compare-"));
  calls = [];
});
afterEach(() => rm(answersFolder, { recursive: true, force: true }));

const toVersion = (version = 1) => {
  return { family: "note", version, key: `note_v${version}`, contentHash: `sha256-${version}` };
};

/** Version 3 answers what is right, version 2 half of the time, and fails on one case. */
function compare(request: Partial<CompareOnDatasetRequest> = {}) {
  const ports = {
    resolve: (_family: string, version?: number) => toVersion(version),
    run: async (
      { key, version }: ReturnType<typeof toVersion>,
      { id }: { readonly id: string },
    ) => {
      calls.push(`${key} ${id}`);
      const index = Number(id.slice(5));
      if (version === 2 && index === 7) {
        throw new ProviderError({ kind: "overloaded", provider: "simulated", reason: "Busy." });
      }
      const isRight = version === 3 || index % 2 === 0;
      return scriptAnswer(isRight ? `word ${index}` : "wrong", { durationMs: version * 100 });
    },
    suites: new Map([[suite.family, suite]]),
    isPriced: () => true,
  };
  return compareOnDataset(ports, { family: "note", a: 2, b: 3, answersFolder, ...request });
}

test("both versions run on every case, and evals that need a ground truth judge", async () => {
  const { comparison, run } = await compare();
  expect(run).toMatchObject({ total: 24, missing: 0 });
  expect(calls).toHaveLength(24 * 2 * 2);
  expect(comparison).toMatchObject({ source: "dataset", a: 2, b: 3, given: 48, compared: 46 });
  expect(comparison.excluded).toEqual({ a: { overloaded: 2 }, b: {} });
  expect(comparison.evals.map(({ judged }) => judged)).toEqual([46, 46]);
  expect(comparison.lost).toBeNull();
  const rate = findMeasure(comparison, "pass_rate: equals");
  // Repeats of a case are one cluster.
  expect(rate).toMatchObject({ n: 46, units: 23, wins: 11, losses: 0, verdict: "better" });
  expect(findMeasure(comparison, "latency").difference).toBeCloseTo(0.5, 12);
});

test("a run that was stopped goes on where it stopped, and compares the same", async () => {
  const stop = new AbortController();
  const first = await compare({
    signal: stop.signal,
    onProgress: ({ done }) => (done === 5 ? stop.abort() : undefined),
  });
  expect(first.run).toMatchObject({ missing: 19, stop: { reason: "asked" } });
  expect(first.comparison.given).toBe(10);
  const kept: number[] = [];
  const second = await compare({ onKept: ({ kept: count }) => kept.push(count) });
  expect(kept).toEqual([5]);
  expect(calls).toHaveLength(24 * 2 * 2);
  expect((await compare({ fresh: true })).comparison).toEqual(second.comparison);
});

test("evals judge each answer once, and the way is told", async () => {
  const judged: number[] = [];
  await compare({ onJudged: (progress) => judged.push(progress.judged) });
  expect(judged).toHaveLength(46);
});

test("a version that is compared with itself, and a family without a suite, are refused before anything is run", async () => {
  await expect(compare({ b: 2 })).rejects.toThrow(/names version 2 twice\. Nothing was run/);
  await expect(compare({ family: "other" })).rejects.toThrow(/has no suite/);
  expect(calls).toEqual([]);
});
