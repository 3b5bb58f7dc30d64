import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { createRandom } from "../../fixtures/create-random.js";
import { scriptAnswer } from "../../fixtures/scripted-run.js";
import { judgeAlone } from "../../gate/alone/judge-alone.js";
import { judge } from "../../gate/judge.js";
import { gateReportSchema } from "../../report/json/report-schema.js";
import { toBiasReports } from "../../report/json/to-bias-reports.js";
import { toGateReport } from "../../report/json/to-gate-report.js";
import { formatGate } from "../../report/terminal/format-gate.js";
import { formatRun } from "../../report/terminal/format-run.js";
import { runEval } from "../../runner/run-eval.js";
import { runPairedEval } from "../../runner/run-paired-eval.js";
import { defineSuite } from "../../suite/define-suite.js";
import { tryEval } from "../../suite/try-eval.js";
import { numericBias } from "./numeric-bias.js";
import { numericError } from "./numeric-error.js";

const amount = fc.integer({ min: -40, max: 40 });
const lists = fc.array(fc.tuple(amount, amount), { minLength: 1, maxLength: 6 }).map((pairs) => ({
  answer: pairs.map(([number]) => number),
  expected: pairs.map(([, number]) => number),
}));

describe("numericError", () => {
  test("agrees with its formula, in both measures", async () => {
    const measure = fc.constantFrom("relative", "absolute");
    await fc.assert(
      fc.asyncProperty(lists, measure, fc.nat(8), async ({ answer, expected }, unit, least) => {
        const smallest = unit === "relative" && least > 0 ? { smallest: least } : {};
        const tolerance = 0.25;
        const worst = 2;
        const check = numericError({ expected, measure: unit, tolerance, worst, ...smallest });
        const told = await tryEval(check, { output: JSON.stringify(answer) });
        let misses = 0;
        let total = 0;
        for (const [at, number] of answer.entries()) {
          misses += Math.abs(number - (expected[at] ?? Number.NaN));
          total += Math.abs(expected[at] ?? Number.NaN);
        }
        const scale = unit === "absolute" ? 1 : Math.max(total, least);
        const error = misses === 0 ? 0 : misses / scale;
        expect(told?.passed).toBe(error <= tolerance);
        expect(told?.score).toBeCloseTo(Math.max(0, 1 - error / worst), 12);
      }),
    );
  });

  const judgeText = (output: string, settings: Partial<Parameters<typeof numericError>[0]> = {}) =>
    tryEval(numericError({ tolerance: 0.1, expected: 200, ...settings }), { output });

  test.each<[string, string, Partial<Parameters<typeof numericError>[0]>, number, string]>([
    ["a number", "190", {}, 0.95, "The error is 5 %; at most 10 % is allowed."],
    [
      "a number in its unit",
      "190",
      { measure: "absolute", tolerance: 5, worst: 20 },
      0.5,
      "The error is 10; at most 5 is allowed.",
    ],
    ["one beyond the worst", "900", {}, 0, "The error is 350 %; at most 10 % is allowed."],
    [
      "one where nothing is expected",
      "1",
      { expected: 0 },
      0,
      "The error is without end, because 0 is expected; at most 10 % is allowed.",
    ],
    [
      "one where little is expected",
      "1",
      { expected: 0, smallest: 4 },
      0.75,
      "The error is 25 %; at most 10 % is allowed.",
    ],
    [
      "nothing where nothing is expected",
      "0",
      { expected: 0 },
      1,
      "The error is 0 %; at most 10 % is allowed.",
    ],
    [
      "a field",
      '{"a":[200,1]}',
      { field: "/a/0" },
      1,
      "The error is 0 %; at most 10 % is allowed.",
    ],
    ["no field", '{"b":200}', { field: "/a" }, 0, "The answer has no /a."],
    ["a text", '"200"', {}, 0, "The answer is not a number and not a list of numbers."],
    ["an object", "{}", {}, 0, "The answer is an object."],
    ["a sentence", "It is 200.", {}, 0, "The answer is not JSON."],
    ["too many", "[200, 200]", {}, 0, "The answer has 2 numbers, but 1 are expected."],
    [
      "digits that would be lost",
      "9007199254740993",
      {},
      0,
      "The answer cannot be compared: the number is larger than 2^53 − 1 and would lose digits; pass it as text.",
    ],
  ])("judges %s", async (_title, output, settings, score, reason) => {
    const told = await judgeText(output, settings);
    expect(told?.score).toBeCloseTo(score, 12);
    expect(told?.reason).toBe(reason);
  });

  test("reads what the output schema made, and what the case says", async () => {
    const check = numericError({
      tolerance: 0.1,
      field: "/weeks",
      expected: ({ groundTruth }: { readonly groundTruth: { readonly sold: readonly number[] } }) =>
        groundTruth.sold,
    });
    const subject = { output: "…", data: { weeks: [9, 12] }, groundTruth: { sold: [10, 10] } };
    expect((await tryEval(check, subject))?.score).toBeCloseTo(1 - 3 / 20, 12);
    const absent = numericError({ tolerance: 0.1, expected: () => null });
    expect(await tryEval(absent, { output: "5" })).toBeNull();
  });
});

describe("numericBias", () => {
  const bias = numericBias({ tolerance: 0.1, name: "sales" });

  test("its two scores agree with the sums, and at most one of them falls", async () => {
    await fc.assert(
      fc.asyncProperty(lists, async ({ answer, expected }) => {
        const { shortfall, excess } = numericBias({ expected, tolerance: 0.1, worst: 3 });
        const output = JSON.stringify(answer);
        const low = await tryEval(shortfall, { output });
        const high = await tryEval(excess, { output });
        const sum = (list: readonly number[]) => list.reduce((total, each) => total + each, 0);
        const signed = sum(answer) - sum(expected);
        const error = signed === 0 ? 0 : signed / sum(expected.map(Math.abs));
        expect(low?.score).toBeCloseTo(1 - Math.min(1, Math.max(0, -error) / 3), 12);
        expect(high?.score).toBeCloseTo(1 - Math.min(1, Math.max(0, error) / 3), 12);
        expect(low?.passed).toBe(error >= -0.1);
        expect(high?.passed).toBe(error <= 0.1);
        expect(Math.max(low?.score ?? 0, high?.score ?? 0)).toBe(1);
      }),
    );
  });

  /** Answers of 100 that are wrong by a share which a test draws, in a run as a suite has it. */
  async function run(errors: readonly (number | null)[], repeats = 1) {
    const rows = errors.map((error, at) => ({
      id: `case-${at}`,
      context: { answer: error === null ? "none" : 100 * (1 + error) },
      groundTruth: 100,
    }));
    const suite = defineSuite({
      family: "f",
      dataset: cases("sales", rows),
      evals: [bias.shortfall, bias.excess],
      repeats,
    });
    const answers = new Map(rows.map(({ id, context }) => [id, context.answer]));
    const { results } = await runEval({
      suite,
      run: async ({ id }) => scriptAnswer(String(answers.get(id))),
    });
    return results;
  }

  test("estimates the mean signed error of a set, in its sign and unit", async () => {
    const results = await run([-0.2, -0.1, 0.05, -0.15], 2);
    const told = bias.estimate(results);
    expect(told?.bias).toBeCloseTo(-0.1, 12);
    expect(told?.cases).toBe(4);
    expect(bias.shortfall.name).toBe("sales_shortfall");
    expect(bias.estimate([])).toBeNull();
  });

  test("leaves out answers that have no number, and cuts errors at the worst", async () => {
    expect(bias.estimate(await run([null, -0.1]))).toMatchObject({ cases: 1 });
    expect(bias.estimate(await run([9, 9, 9, 9]))?.bias).toBe(1);
  });

  test("its interval covers no bias where there is none, and shows one that is there", async () => {
    const random = createRandom(72);
    let covered = 0;
    let shown = 0;
    const runs = 60;
    for (let at = 0; at < runs; at += 1) {
      const noise = () => (random() + random() + random() - 1.5) * 0.2;
      const even = bias.estimate(await run(Array.from({ length: 40 }, noise)));
      const low = bias.estimate(await run(Array.from({ length: 40 }, () => noise() - 0.08)));
      if (even?.shown === null) covered += 1;
      if (low?.shown === "low") shown += 1;
    }
    // 95 % of 60 runs are 57; fewer than 51 would happen less than once in 100 seeds.
    expect(covered).toBeGreaterThanOrEqual(51);
    expect(shown).toBe(runs);
  });

  test("the report tells the bias of each version, for people and for machines", async () => {
    const dataset = cases("sales", [
      ...Array.from({ length: 12 }, (_, at) => ({ id: `${at}`, context: {}, groundTruth: 100 })),
    ]);
    const evals = [bias.shortfall, bias.excess];
    const suite = defineSuite({ family: "forecast", dataset, evals });
    const answer = (error: number) => async (testCase: { readonly id: string }) =>
      scriptAnswer(String(100 + error + Number(testCase.id) / 10));
    const run = await runPairedEval({ suite, candidate: answer(-20), baseline: answer(-0.55) });
    const verdict = judge(run, suite);
    const text = formatGate({ run, verdict, evals, candidate: "v2", baseline: "v1 (active)" });
    expect(text).toMatch(
      /^Bias of v2 by sales_shortfall and sales_excess: -19.4 % \[-19.\d %, -19.\d %\] \(95 %\), 12 cases: too low$/m,
    );
    expect(text).toMatch(
      /^Bias of v1 \(active\) by .*: 0 % \[.*\] \(95 %\), 12 cases: no bias is shown$/m,
    );
    expect(formatGate({ run, verdict })).not.toContain("Bias");
    const { biases } = toBiasReports(suite.evals, run);
    expect(biases).toMatchObject([
      { side: "candidate", measure: "relative", cases: 12, shown: "low" },
      { side: "baseline", excess: "sales_excess", shown: null },
    ]);
    expect(gateReportSchema.parse({ ...toGateReport(run, verdict), biases })).toBeDefined();

    const alone = await runEval({ suite, run: answer(20) });
    const judged = judgeAlone(alone, suite);
    expect(formatRun({ run: alone, verdict: judged, evals })).toMatch(
      /^Bias of forecast by .*: \+20.6 % .*: too high$/m,
    );
    expect(toBiasReports(suite.evals, alone).biases).toMatchObject([{ side: "candidate" }]);
    expect(toBiasReports([bias.shortfall], alone).biases).toHaveLength(1);
    expect(toBiasReports([bias.excess], alone)).toEqual({});
  });

  test("needs as few words as numericError, and the same", () => {
    expect(() => numericBias({ tolerance: 2 })).toThrow(/numericBias has the worst 1/);
  });
});
