import { ProviderError, type Suite } from "@promptrail/core";
import type { SharedRun } from "@promptrail/core/jobs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { cases } from "../datasets/cases.js";
import { contains } from "../evals/text/contains.js";
import type { RunAnswer, RunCase } from "../runner/run-answer.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { createQueue, createRuns, writtenAt } from "./fixtures/memory-runs.js";
import { chooseRangeSize } from "./range-job.js";
import { shareRun } from "./share-run.js";
import { workOnRanges } from "./work-on-ranges.js";

const versions = [1, 2].map((version) => ({
  family: "greeting",
  version,
  key: `greeting_v${version}`,
  contentHash: `sha256-${version}`,
}));
type Version = (typeof versions)[number];

interface Script {
  readonly cases: number;
  readonly repeats: number;
  /** By number of the call: how it ends, and how long it takes. */
  readonly errs: readonly boolean[];
  readonly kills: readonly boolean[];
}

/** A limit of this process gave the call no turn in time. */
const unsent = new ProviderError({
  kind: "rate_limited",
  provider: "p",
  reason: "nothing was sent",
});

/** Answers by the case and the version alone, so that two runs can be compared. */
function answerOf({ version }: Version, caseId: string, isErrored: boolean): RunAnswer {
  if (isErrored) throw new TypeError(`No answer to ${caseId}.`);
  return {
    outcome: "ok",
    success: true,
    text: version === 2 && caseId.endsWith("3") ? "Hi." : "Hello.",
    data: null,
    toolCalls: [],
    usage: { input: 1, output: 1, cacheRead: null, cacheWrite: null, reasoning: null },
    cost: 0.01,
    durationMs: 1,
    model: "m",
  };
}

const suiteIds = ({ cases: size }: Script) =>
  Array.from({ length: size }, (_row, at) => `case-${at}`);

function toSuite({ cases: size, repeats }: Script): Suite {
  const rows = Array.from({ length: size }, (_row, at) => ({ id: `case-${at}`, context: {} }));
  return defineSuite({
    family: "greeting",
    dataset: cases("rows", rows),
    evals: [contains("Hello")],
    repeats,
    gate: { margin: 0.2 },
  });
}

test("a run whose cases others ask is the run that asks itself, and asks for no answer twice", async () => {
  const script: fc.Arbitrary<Script> = fc.record({
    cases: fc.integer({ min: 1, max: 16 }),
    repeats: fc.integer({ min: 1, max: 3 }),
    errs: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }),
    kills: fc.array(fc.boolean(), { maxLength: 10 }),
  });
  await fc.assert(
    fc.asyncProperty(script, async (given) => {
      const suite = toSuite(given);
      const [baseline, candidate] = versions as [Version, Version];
      const isErrored = (id: string) => given.errs[Number(id.slice(5)) % 7] === true;
      const toLocal =
        (version: Version): RunCase =>
        async ({ id }) =>
          answerOf(version, id, isErrored(id));
      const local = await runPairedEval({
        suite,
        candidate: toLocal(candidate),
        baseline: toLocal(baseline),
      });
      const run: SharedRun = {
        id: "run",
        family: "greeting",
        candidate,
        baseline,
        datasetHash: await suite.hashDataset(),
        suiteHash: suite.suiteHash,
        repeats: given.repeats,
        cases: given.cases,
        rangeSize: chooseRangeSize(given.cases),
        askedBy: "ada",
        startedAt: new Date(0),
        endedAt: null,
        problem: null,
      };
      const { runs, answers } = createRuns(run);
      const asked: string[] = [];
      let turns = 0;
      const never = new AbortController().signal;
      const fail = (error: unknown) => {
        throw error;
      };
      const handle = workOnRanges<Version>({
        runs,
        worker: "w",
        concurrency: 3,
        stop: never,
        abandon: never,
        suites: new Map([["greeting", suite]]),
        resolve: (_family, version) => (version === 1 ? baseline : candidate),
        run: async (version, { id }, { repeat }) => {
          turns += 1;
          if (turns % 5 === 0) throw unsent;
          asked.push(`${version.key} ${repeat} ${id}`);
          await new Promise((resolve) => setTimeout(resolve, 1));
          return answerOf(version, id, isErrored(id));
        },
        onRange: () => {},
        onProblem: fail,
      });
      const kills = [...given.kills];
      const queue = createQueue(handle, () => kills.pop() === true);
      const { dataset } = suite;
      const told = { onNews: () => {}, onEnded: () => {}, onProblem: fail };
      const sharing = { run, runs, queue, dataset, ...told };
      const shared = await shareRun(sharing);
      const remote = await runPairedEval({ suite, concurrency: 64, ...shared });
      await shared.close();
      const plain = (value: unknown) =>
        JSON.parse(
          JSON.stringify(value, (key, each: unknown) => (key === "durationMs" ? 0 : each)),
        ) as unknown;
      expect(plain(remote)).toEqual(plain(local));
      expect(new Set(asked).size).toBe(asked.length);
      expect(answers.size).toBe(given.cases * given.repeats * 2);
      // A command that comes later takes them all, and says so.
      const later = await shareRun(sharing);
      const { earlier } = await runPairedEval({ suite, concurrency: 64, ...later });
      await later.close();
      const answered = suiteIds(given).filter((id) => !isErrored(id)).length;
      const side = { cases: answered, answers: answered * given.repeats, oldestAt: writtenAt };
      expect(earlier).toEqual(answered === 0 ? undefined : { candidate: side, baseline: side });
    }),
    { numRuns: randomRuns({ usual: 6, long: 500 }), endOnFailure: true },
  );
});
