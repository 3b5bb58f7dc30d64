import { stripVTControlCharacters } from "node:util";
import { noUsage } from "@promptrail/core/provider-kit";
import { expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { scriptAnswer } from "../fixtures/scripted-run.js";
import { judgeAlone } from "../gate/alone/judge-alone.js";
import { judge } from "../gate/judge.js";
import { runEval } from "../runner/run-eval.js";
import { runPairedEval } from "../runner/run-paired-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { evalReportSchema, gateReportSchema } from "./json/report-schema.js";
import { toEvalReport } from "./json/to-eval-report.js";
import { toEvidence } from "./json/to-evidence.js";
import { toGateReport } from "./json/to-gate-report.js";
import { formatGate } from "./terminal/format-gate.js";
import { formatProgress } from "./terminal/format-progress.js";
import { formatRun } from "./terminal/format-run.js";
import { wrapText } from "./terminal/width/wrap-text.js";

const secret = "a context that no report may show";
const suite = defineSuite({
  family: "product_description",
  dataset: cases(
    "hats",
    Array.from({ length: 60 }, (_, index) => ({ id: `hat-${index}`, context: { secret } })),
  ),
  evals: [maxWords(3)],
});

async function comparePrompts() {
  const run = await runPairedEval({
    suite,
    candidate: async ({ id }) =>
      id.endsWith("7") ? scriptAnswer("one two three four \u001b[31mfive") : scriptAnswer("one"),
    baseline: async ({ id }) =>
      id === "hat-5"
        ? scriptAnswer("one", { outcome: "truncated", success: false, cost: null })
        : scriptAnswer("one"),
  });
  return { run, verdict: judge(run, suite) };
}

test("the terminal report shows both versions, the verdict and the failed cases in 100 columns", async () => {
  const { run, verdict } = await comparePrompts();
  const text = formatGate({
    run,
    verdict,
    candidate: "product_description_v3",
    baseline: "product_description_v2",
    maxCases: 2,
  });
  const lines = text.split("\n");
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  expect(text).toContain("│ product_description_v3 │ product_description_v2 │");
  expect(text).toContain("90.0 % [79.9, 95.3]");
  expect(text).toMatch(/│ cost +│ +\$0\.0600 │ +at least \$0\.0590 │/);
  expect(text).toContain("1 (truncated)");
  expect(text).toContain(`Gate: ${verdict.verdict.toUpperCase()}`);
  expect(text).toMatch(
    /Above the floor: pass rate 90\.0 %.*Floors\s+and\s+must-pass\s+evals\s+are/s,
  );
  expect(text).toContain("Candidate cases that did not pass (6)");
  expect(text).toContain("max_words(3): 5 words; at most 3 are allowed.");
  expect(text).toContain("… and 4 more");
  expect(text).not.toContain(secret);
});

test("colours change no width, and none are there unless given", async () => {
  const { run, verdict } = await comparePrompts();
  const colour = (code: number) => (text: string) => `\u001b[${code}m${text}\u001b[0m`;
  const style = {
    good: colour(32),
    bad: colour(31),
    warn: colour(33),
    dim: colour(2),
    strong: colour(1),
  };
  const plain = formatGate({ run, verdict });
  const coloured = formatGate({ run, verdict, style });
  expect(plain).toBe(stripVTControlCharacters(plain));
  expect(coloured).not.toBe(plain);
  expect(stripVTControlCharacters(coloured)).toBe(plain);
});

test("the JSON report and the evidence survive JSON and fit the documented schema", async () => {
  const { run, verdict } = await comparePrompts();
  const report = toGateReport(run, verdict);
  expect(gateReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report).toMatchObject({ total: 60, lost: 0, margin: 0.05, alpha: 0.05 });
  expect(report.comparison).toMatchObject({ method: "tango", n: 60 });
  expect(report.floors).toEqual([
    {
      floor: "minPassRate",
      minimum: 0.5,
      value: 0.9,
      cases: 60,
      stand: "kept",
      lower: report.candidate.pass_rate?.lower,
      upper: report.candidate.pass_rate?.upper,
    },
  ]);
  const evidence = toEvidence({
    run,
    verdict,
    candidate: { version: 3, contentHash: "sha256-3" },
    baseline: { version: 2, contentHash: "sha256-2" },
    actor: "ci",
  });
  expect(evidence).toMatchObject({
    family: "product_description",
    version: 3,
    baselineVersion: 2,
    baselineHash: "sha256-2",
    suiteHash: suite.suiteHash,
    datasetHash: await suite.hashDataset(),
    verdict: verdict.verdict,
    report,
  });
  expect(JSON.stringify(evidence)).not.toContain(secret);
});

test("a run of one version has its own table and JSON report", async () => {
  const run = await runEval({ suite, run: async () => scriptAnswer("one two three four") });
  const verdict = judgeAlone(run, suite);
  const report = toEvalReport(run, verdict);
  expect(evalReportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  expect(report.problems).toHaveLength(20);
  expect(report.side.evals).toEqual([
    { name: "max_words(3)", must_pass: false, judged: 60, passed: 0, score: 0 },
  ]);
  expect(report).toMatchObject({
    verdict: "fail",
    must_pass_failures: [],
    floors: [{ floor: "minPassRate", minimum: 0.5, value: 0, cases: 60, stand: "missed" }],
  });
  const text = formatRun({ run, verdict });
  expect(text).toContain("Without a baseline: FAIL");
  expect(text).toContain(
    "Below the floor: pass rate 0.0 %, 95 % interval 0.0 % to 6.0 %, 60 cases",
  );
  expect(text).toContain("Cases that did not pass (60)");
  expect(text).toContain("0.0 % [0.0, 6.0]");
});

test("a run without a single result is reported, too", async () => {
  const stop = new AbortController();
  stop.abort();
  const run = await runPairedEval({
    suite,
    candidate: async () => scriptAnswer("one"),
    baseline: async () => scriptAnswer("one"),
    signal: stop.signal,
  });
  const verdict = judge(run, suite);
  expect(verdict.verdict).toBe("inconclusive");
  expect(
    gateReportSchema.parse(JSON.parse(JSON.stringify(toGateReport(run, verdict)))),
  ).toBeTruthy();
  expect(formatGate({ run, verdict })).toContain("60 of 60 cases have no result");
});

test.each([
  [0.0123, 0.0123, "$0.0123"],
  [null, 0.0123, "at least $0.0123"],
  [null, 0, "at least $0"],
  [0, 0, "$0"],
])("progress is one line; a cost of %j, at least %j, is %j", (cost, costAtLeast, shown) => {
  const counts = { done: 24, total: 60, passed: 22, failed: 1, errored: 1, notApplicable: 0 };
  const times = { elapsedMs: 8_000, perSecond: 3, etaMs: 12_000 };
  expect(formatProgress({ ...counts, cost, costAtLeast, ...times })).toBe(
    `24/60 cases · 22 passed, 1 failed, 1 errored · ${shown} · 3.0 a second · 12.0 s left`,
  );
});

test("a sum with an unknown part says at least how much, in the table and as JSON", async () => {
  const usage = { ...noUsage, input: 100 };
  const run = await runEval({
    suite,
    run: async ({ id }) => {
      if (id === "hat-9") throw new Error("The connection broke.");
      return scriptAnswer("one", id === "hat-7" ? { cost: null, usage } : {});
    },
  });
  const { side } = toEvalReport(run, judgeAlone(run, suite));
  expect(side).toMatchObject({ cost: null, tokens: { input: null, output: null } });
  expect(side.at_least).toEqual({ cost: expect.closeTo(0.058, 9), input: 5_900, output: 1_160 });
  const text = formatRun({ run, verdict: judgeAlone(run, suite) });
  expect(text).toMatch(/cost +│ +at least \$0\.0580/);
  expect(text).toMatch(/tokens out +│ +at least 1,160/);
});

test("sums without an unknown part are whole", async () => {
  const run = await runEval({ suite, run: async () => scriptAnswer("one") });
  const { side } = toEvalReport(run, judgeAlone(run, suite));
  expect(side).toMatchObject({ cost: expect.closeTo(0.06, 9), tokens: { input: 6_000 } });
  expect(side).not.toHaveProperty("at_least");
});

test("wrapped text keeps its width, its lines and the terminal", () => {
  const settings = { width: 20, first: "- ", rest: "  ", maxLines: 2 };
  const wrapped = wrapText(`one two three four\u001b[2J ${"x".repeat(50)} end`, settings);
  expect(wrapped.split("\n")).toHaveLength(2);
  expect(Math.max(...wrapped.split("\n").map((line) => line.length))).toBeLessThanOrEqual(20);
  expect(wrapped).toMatch(/…$/);
  expect(wrapped).not.toContain("\u001b");
});
