import type { Case, Suite } from "@promptrail/core";
import type { SharedRun, SharedRuns } from "@promptrail/core/jobs";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { contains } from "../evals/text/contains.js";
import type { RunAnswer } from "../runner/run-answer.js";
import { runEval } from "../runner/run-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { createQueue, createRuns } from "./fixtures/memory-runs.js";
import { RangeCases } from "./range-cases.js";
import { shareRun } from "./share-run.js";
import { workOnRanges } from "./work-on-ranges.js";

const version = { family: "greeting", version: 1, key: "greeting_v1", contentHash: "sha256-1" };
const never = new AbortController().signal;

type Row = Pick<Case, "id"> & { readonly context: { readonly name: string } };

function toRows(count: number): readonly Row[] {
  return Array.from({ length: count }, (_row, at) => ({
    id: `case-${at}`,
    context: { name: `Ada ${at}` },
  }));
}

function toSuite(read: () => readonly Row[]): Suite {
  const dataset = cases("rows", read);
  return defineSuite({ family: "greeting", dataset, evals: [contains("Hello")] });
}

const hello: RunAnswer = {
  outcome: "ok",
  success: true,
  text: "Hello.",
  data: null,
  usage: { input: 1, output: 1, cacheRead: null, cacheWrite: null, reasoning: null },
  cost: 0.01,
  durationMs: 1,
  model: "m",
};

interface Shared {
  readonly asks: Suite;
  /** The same suite, as the worker's machine has it. */
  readonly works?: Suite;
  readonly size: number;
  readonly answer?: (id: string) => RunAnswer;
  readonly change?: (runs: SharedRuns) => SharedRuns;
}

/** A run of one version that a worker takes, and what it asked. */
async function share({ asks, works = asks, size, answer = () => hello, change }: Shared) {
  const run: SharedRun = {
    id: "run",
    family: "greeting",
    candidate: version,
    baseline: null,
    datasetHash: await asks.hashDataset(),
    suiteHash: asks.suiteHash,
    repeats: 1,
    cases: size,
    rangeSize: 5,
    askedBy: "ada",
    startedAt: new Date(0),
    endedAt: null,
    problem: null,
  };
  const memory = createRuns(run);
  const runs = change?.(memory.runs) ?? memory.runs;
  const asked: string[] = [];
  const abandon = new AbortController();
  const handle = workOnRanges({
    runs,
    worker: "w",
    concurrency: 3,
    stop: never,
    abandon: abandon.signal,
    suites: new Map([["greeting", works]]),
    resolve: () => version,
    run: async (_version, { id }) => {
      asked.push(id);
      return answer(id);
    },
    onRange: () => {},
    onProblem: () => {},
  });
  let ended = 0;
  const onEnded = () => {
    ended += 1;
    abandon.abort();
  };
  const settings = { run, runs, dataset: asks.dataset, onNews: () => {}, onProblem: () => {} };
  const queue = createQueue(handle, () => false);
  const answers = await shareRun({ ...settings, queue, onEnded });
  const result = await runEval({
    suite: asks,
    run: answers.candidate,
    concurrency: 4,
    abandon: abandon.signal,
  });
  await answers.close();
  return { result, asked, ended, answers: memory.answers };
}

test("a worker whose machine has the cases in another order has the same ranges", async () => {
  const rows = toRows(40);
  const asks = toSuite(() => rows);
  const works = toSuite(() => rows.toReversed());
  const { result, asked } = await share({ asks, works, size: 40 });
  expect(result).toMatchObject({ missing: 0 });
  expect(asked.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
});

test("an answer that cannot be handed on is an error of its case, and is asked for once", async () => {
  const asks = toSuite(() => toRows(6));
  const answer = (id: string): RunAnswer =>
    // What a schema of the user's makes of an answer may be no JSON.
    id === "case-3" ? { ...hello, data: { amount: 1n } as never } : hello;
  const { result, asked } = await share({ asks, size: 6, answer });
  expect(asked).toHaveLength(6);
  const error = result.results.find(({ id }) => id === "case-3")?.trials[0]?.error;
  expect(error?.message).toMatch(/a worker could not hand it on: .*BigInt/);
  expect(result.results.filter(({ trials }) => trials[0]?.error !== null)).toHaveLength(1);
});

test("an answer that the database refuses is an error of its case, and is asked for once", async () => {
  const asks = toSuite(() => toRows(6));
  const change = (runs: SharedRuns): SharedRuns => ({
    ...runs,
    add: async (id, added) => {
      if (added.caseId === "case-3" && added.answer !== null) {
        throw Object.assign(new Error("stack depth limit exceeded"), { code: "54001" });
      }
      await runs.add(id, added);
    },
  });
  const { result, asked } = await share({ asks, size: 6, change });
  expect(asked).toHaveLength(6);
  const error = result.results.find(({ id }) => id === "case-3")?.trials[0]?.error;
  expect(error?.message).toMatch(/could not hand it on: stack depth limit exceeded/);
});

test("a run that somebody else ended stops, instead of waiting for ever", async () => {
  const asks = toSuite(() => toRows(6));
  const change = (runs: SharedRuns): SharedRuns => ({
    ...runs,
    add: async (id, added) => {
      if (added.caseId === "case-3") await runs.end(id);
      else await runs.add(id, added);
    },
  });
  const { result, ended } = await share({ asks, size: 6, change });
  expect(ended).toBe(1);
  expect(result.stop).toEqual({ reason: "asked" });
  expect(result.missing).toBeGreaterThan(0);
});

test("an id that PostgreSQL cannot keep is refused before anything is asked", async () => {
  const asks = toSuite(() => [{ id: "a\0b", context: { name: "Ada" } }]);
  await expect(share({ asks, size: 1 })).rejects.toMatchObject({
    code: "dataset_invalid",
    message: expect.stringContaining('"a\\u0000b" contains a null character'),
  });
});

test("a range of a large dataset that changed since it was read is none", async () => {
  let changed: Row | null = null;
  const rows = toRows(10_001);
  const suite = toSuite(() => (changed === null ? rows : [changed, ...rows.slice(1)]));
  const ranges = new RangeCases();
  await ranges.hash(suite);
  const first = { from: 0, to: 3 };
  const found = await ranges.read(suite, first);
  expect(found?.map(({ id }) => id)).toEqual(["case-0", "case-1", "case-10"]);
  changed = { id: "case-0", context: { name: "Somebody else" } };
  expect(await ranges.read(suite, first)).toBeNull();
  expect(await ranges.read(suite, { from: 5, to: 8 })).toHaveLength(3);
});
