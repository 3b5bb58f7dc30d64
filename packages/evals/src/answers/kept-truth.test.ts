import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PromptrailError } from "@promptrail/core";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { judge } from "../gate/judge.js";
import { toGateReport } from "../report/json/to-gate-report.js";
import { formatGate } from "../report/terminal/format-gate.js";
import { CallLimit } from "../runner/bounds/call-limit.js";
import { readOutput, type Trial } from "../runner/case-result.js";
import type { KeptCases } from "../runner/collect/kept-answers.js";
import type { RunCase } from "../runner/run-answer.js";
import { type PairedRun, runPairedEval } from "../runner/run-paired-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { keepAnswers } from "./keep-answers.js";
import { openAnswerBook } from "./open-answer-book.js";

let parent: string;
beforeAll(() => {
  parent = mkdtempSync(join(tmpdir(), "promptrail-truth-"));
});
afterAll(() => rmSync(parent, { recursive: true }));

const total = 4;
const sides = ["candidate", "baseline"] as const;

interface Step {
  readonly candidate: string;
  readonly baseline: string;
  readonly fresh: boolean;
  readonly limit: number;
  /** The first call of a case fails in passing. */
  readonly failing: readonly number[];
  readonly retryErrors: boolean;
  readonly repeats: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  candidate: fc.constantFrom("v2", "v3"),
  baseline: fc.constantFrom("v1", "v4"),
  fresh: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, fc.constant(true)),
  limit: fc.integer({ min: 1, max: 30 }),
  failing: fc.uniqueArray(fc.nat({ max: total - 1 }), { maxLength: 1 }),
  retryErrors: fc.boolean(),
  repeats: fc.integer({ min: 1, max: 2 }),
});

interface Ran {
  readonly run: PairedRun;
  readonly told: KeptCases | null;
  readonly suite: ReturnType<typeof toSuite>;
  /** Answers that a vendor gave in this run, by content. */
  readonly asked: ReadonlyMap<string, number>;
}

const toSuite = (repeats: number) =>
  defineSuite({
    family: "note",
    repeats,
    evals: [maxWords(3)],
    dataset: cases(
      "numbers",
      Array.from({ length: total }, (_, index) => ({ id: `case-${index}`, context: { index } })),
    ),
  });

/** A run as `evaluate` makes one; each answer says in which run it was asked for. */
async function runStep(folder: string, at: number, step: Step): Promise<Ran> {
  const { fresh, retryErrors: findsOwn, failing } = step;
  const suite = toSuite(step.repeats);
  const asked = new Map<string, number>();
  const left = new Set(failing.map((index) => `case-${index}`));
  const open = (contentHash: string) => openAnswerBook({ folder, contentHash, fresh, findsOwn });
  const books = { candidate: await open(step.candidate), baseline: await open(step.baseline) };
  const toRun = (side: (typeof sides)[number]): RunCase =>
    keepAnswers(async ({ id }) => {
      if (left.delete(id)) {
        const data = { kind: "overloaded", retryable: true };
        throw new PromptrailError("provider_failed", "It is busy.", data);
      }
      asked.set(step[side], (asked.get(step[side]) ?? 0) + 1);
      return scriptAnswer(`run ${at}`);
    }, books[side]);
  let told: KeptCases | null = null;
  const run = await runPairedEval({
    suite,
    candidate: toRun("candidate"),
    baseline: toRun("baseline"),
    concurrency: 2,
    callLimit: new CallLimit(step.limit),
    retryErrors: step.retryErrors,
    onKept: (kept) => {
      told = kept;
    },
  });
  await Promise.all([books.candidate.close(), books.baseline.close()]);
  return { run, told, suite, asked };
}

/** In which run an answer was asked for; null where none came. */
function originOf(trial: Trial): number | null {
  return trial.outcome === null ? null : Number(readOutput(trial).slice("run ".length));
}

/** What is true of a side, by what its answers say of themselves. */
function readTruth({ run }: Ran, side: (typeof sides)[number], at: number) {
  const origins = run.results.map((result) =>
    result[side].map(originOf).filter((origin) => origin !== null),
  );
  const earlier = origins.map((of) => of.filter((origin) => origin < at));
  const answers = earlier.flat().length;
  const cameAll = origins.flat();
  const told = answers === 0 ? undefined : { cases: earlier.filter((of) => of.length > 0).length };
  return { came: cameAll.length, answers, oldest: Math.min(at, ...cameAll), told };
}

function expectTold(ran: Ran, step: Step, at: number): void {
  const { run, told, suite, asked } = ran;
  const verdict = judge(run, suite);
  const report = toGateReport(run, verdict);
  const text = formatGate({ run, verdict });
  for (const side of sides) {
    const { came, answers, told: cases } = readTruth(ran, side, at);
    const share = answers / came;
    if (cases === undefined) expect(run.earlier?.[side]).toBeUndefined();
    else expect(run.earlier?.[side]).toMatchObject({ ...cases, answers });
    if (cases === undefined) expect(report.earlier?.[side]).toBeUndefined();
    else expect(report.earlier?.[side]).toMatchObject({ ...cases, answers, share });
    const line = new RegExp(`^${side}: (none|\\d+) of (?:its )?(\\d+) answers`, "mu").exec(text);
    const said = run.earlier === undefined ? undefined : [`${answers || "none"}`, `${came}`];
    expect(line?.slice(1)).toEqual(said);
    // Each answer that is not told as an earlier run's was asked for now.
    expect(came - answers).toBeLessThanOrEqual(asked.get(step[side]) ?? 0);
    const before = told?.sides.find((each) => each.side === side)?.kept ?? 0;
    expect(answers).toBeLessThanOrEqual(before);
    if (run.missing === 0) expect(answers).toBe(before);
  }
}

test("whatever runs came before, a run tells of each side what is not its own, and takes nothing of before a fresh one", async () => {
  const histories = fc.array(step, { minLength: 2, maxLength: 6 });
  const property = fc.asyncProperty(histories, async (steps) => {
    const folder = mkdtempSync(join(parent, "answers-"));
    /** By content: the last run that asked for every answer. */
    const freshIn = new Map<string, number>();
    for (const [at, each] of steps.entries()) {
      const ran = await runStep(folder, at, each);
      for (const side of sides) {
        if (each.fresh) freshIn.set(each[side], at);
        const { oldest } = readTruth(ran, side, at);
        expect(oldest).toBeGreaterThanOrEqual(freshIn.get(each[side]) ?? 0);
      }
      expectTold(ran, each, at);
    }
  });
  await fc.assert(property, { numRuns: randomRuns({ usual: 60, long: 1_000 }) });
});
