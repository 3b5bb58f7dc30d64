import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../../tooling/test/run/random-runs.ts";
import { cases } from "../../datasets/cases.js";
import { maxWords } from "../../evals/count/max-words.js";
import { createRandom } from "../../fixtures/create-random.js";
import { scriptErroredTrial, scriptTrial } from "../../fixtures/scripted-run.js";
import { holm } from "../../statistics/multiplicity/adjust-p.js";
import { holmBounds } from "../../statistics/multiplicity/holm-bounds.js";
import { defineSuite } from "../../suite/define-suite.js";
import { formatFrontier } from "../present/format-frontier.js";
import { toFrontierPlotPoints, toFrontierReport } from "../present/to-frontier-report.js";
import type { ModelsCaseResult, ModelsRun } from "../run/run-models.js";
import { judgeModels } from "./judge-models.js";
import { testCost } from "./test-cost.js";

const margin = 0.1;
const alpha = 0.05;
const suite = defineSuite({
  family: "simulated",
  dataset: cases("simulated", [{ id: "0", context: {} }]),
  evals: [maxWords(1)],
  gate: { margin, alpha, minPassRate: 0 },
});

function toRun(results: readonly ModelsCaseResult[]): ModelsRun {
  const { family, suiteHash } = suite;
  return { family, suiteHash, datasetHash: "sha256-0", total: results.length, missing: 0, results };
}

const nameModels = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ model: `m${at}`, contentHash: `sha256-${at}` }));

/** What a model does in truth. */
interface TrueModel {
  /** Its mean score. */
  readonly quality: number;
  /** Its mean cost in dollars. */
  readonly cost: number;
}

interface SimulatedRun {
  readonly models: readonly TrueModel[];
  readonly count: number;
  readonly isGraded: boolean;
  readonly random: () => number;
}

/** Costs vary with the case and by the answer, as tokens do. */
function simulate({ models, count, isGraded, random }: SimulatedRun): ModelsRun {
  return toRun(
    Array.from({ length: count }, (_, index) => {
      const size = 0.5 + random();
      const sides = models.map(({ quality, cost }) => {
        const score = isGraded ? quality + 0.2 * (random() - 0.5) : Number(random() < quality);
        return [scriptTrial(score, { cost: cost * size * (0.8 + 0.4 * random()) })];
      });
      return { id: String(index), tags: [], cluster: null, sides };
    }),
  );
}

const runs = randomRuns({ usual: 60, long: 2_000 });
const errorOf = (share: number) => Math.sqrt((share * (1 - share)) / runs);

const models: readonly TrueModel[] = [
  { quality: 0.85, cost: 0.004 },
  { quality: 0.85, cost: 0.001 },
  // Both parameters at the very limit of what is tested.
  { quality: 0.75, cost: 0.004 },
  { quality: 0.9, cost: 0.008 },
];

describe.each([
  ["scores of 0 and 1", false],
  ["graded scores", true],
])("over many runs of %s", (title, isGraded) => {
  test("all bounds hold together, and so do all intervals, and what is shown is true", () => {
    const random = createRandom(17);
    const missed = { quality: 0, cost: 0, scores: 0, costs: 0, verdicts: 0 };
    for (let run = 0; run < runs; run += 1) {
      const { points } = judgeModels(
        simulate({ models, count: 80, isGraded, random }),
        suite,
        nameModels(models.length),
      );
      const truths = points.map((point, at) => ({ ...point, truth: models[at] ?? models[0] }));
      const own = models[0] ?? { quality: 0, cost: 1 };
      const others = truths.slice(1).map(({ verdict, truth }) => ({
        verdict: verdict?.verdict,
        atLeast: verdict?.quality?.atLeast ?? -1,
        atMost: verdict?.cost?.atMost ?? Number.POSITIVE_INFINITY,
        difference: (truth?.quality ?? 0) - own.quality,
        ratio: (truth?.cost ?? 0) / own.cost,
      }));
      const slack = 1e-9;
      missed.quality += Number(others.some((each) => each.atLeast > each.difference + slack));
      missed.cost += Number(others.some((each) => each.atMost < each.ratio - slack));
      missed.scores += Number(
        truths.some(({ quality, truth }) => !covers(quality, truth?.quality ?? 0)),
      );
      missed.costs += Number(truths.some(({ cost, truth }) => !covers(cost, truth?.cost ?? 0)));
      missed.verdicts += Number(
        others.some(
          ({ verdict, difference, ratio }) =>
            (verdict === "yes" && (difference <= -margin + slack || ratio >= 1)) ||
            (verdict === "no" && difference >= 0 && ratio < 1),
        ),
      );
    }
    if (isLong) console.log(title, missed, runs);
    for (const count of Object.values(missed)) {
      expect(count / runs).toBeLessThanOrEqual(alpha + 3 * errorOf(alpha));
    }
  });

  test("an identical model is shown to be worse or dearer at most at alpha, however many there are", () => {
    const random = createRandom(71);
    const alike = Array.from({ length: 4 }, () => ({ quality: 0.9, cost: 0.001 }));
    let shown = 0;
    for (let run = 0; run < runs; run += 1) {
      const { points, best } = judgeModels(
        simulate({ models: alike, count: 60, isGraded, random }),
        suite,
        nameModels(4),
      );
      shown += Number(points.some(({ verdict }) => verdict?.verdict === "no"));
      if (best !== null) shown += 1;
    }
    if (isLong) console.log(title, "alike", shown, runs);
    expect(shown / runs).toBeLessThanOrEqual(2 * alpha + 3 * errorOf(2 * alpha));
  });
});

function covers(
  interval: { readonly lower: number; readonly upper: number } | null,
  truth: number,
): boolean {
  return interval !== null && interval.lower <= truth && truth <= interval.upper;
}

test("a bound lies below the limit exactly where Holm's test does not show the parameter to lie above it", () => {
  const level = fc.double({ min: 1e-6, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.array(level, { minLength: 1, maxLength: 6 }), (ps) => {
      const bounds = holmBounds({
        ps,
        alpha,
        limit: 0,
        // Above 0 exactly where the p is below the level, and lower with a smaller one.
        boundAt: (at, each) => each - (ps[at] ?? 1),
      });
      const isShown = holm(ps).map((p) => p <= alpha);
      expect(bounds.map((bound) => bound >= 0)).toEqual(isShown);
    }),
  );
});

const amount = fc.double({ min: 1e-6, max: 1, noNaN: true });

test("a cost's bound lies below the other's cost exactly where it is shown to be lower, in any unit", () => {
  const rows = fc.array(fc.tuple(amount, amount), { minLength: 5, maxLength: 40 });
  fc.assert(
    fc.property(rows, fc.double({ min: 0.01, max: 0.4, noNaN: true }), (list, level) => {
      const compare = (unit: number, ratio = 1) =>
        testCost(
          list.map(([candidate, baseline], index) => ({
            id: String(index),
            tags: [],
            cluster: null,
            candidate: [scriptTrial(1, { cost: candidate * unit })],
            baseline: [scriptTrial(1, { cost: baseline * unit * ratio })],
          })),
        );
      const found = compare(1);
      const bound = found?.boundAt(level) ?? null;
      fc.pre(bound === null || Math.abs(bound - 1) > 1e-9);
      // The other's costs may be so scattered that a ratio of 1 is refused and one of a million is not.
      if (bound === null) expect(compare(1, 1e6)?.p).toBeGreaterThan(level);
      else expect(bound < 1).toBe((found?.p ?? 1) < level);
      expect(compare(1_024)?.p).toBeCloseTo(found?.p ?? 1, 9);
    }),
  );
});

test("a model whose price is unknown has no cost, no verdict on it and no place among the dominated ones", () => {
  const run = toRun(
    Array.from({ length: 60 }, (_, index) => ({
      id: String(index),
      tags: [],
      cluster: null,
      sides: [
        [scriptTrial(1, { cost: 0.002 })],
        [scriptTrial(1, { cost: null })],
        [scriptTrial(index % 3 === 0 ? 0 : 1, { cost: index === 7 ? null : 0.0001 })],
        [scriptTrial(1, { cost: 0.0005 })],
      ],
    })),
  );
  const frontier = judgeModels(run, suite, nameModels(4));
  const report = toFrontierReport({ run, frontier, version: 3, repeats: 1 });
  expect(report.models.map(({ cost }) => cost?.value.toFixed(6) ?? null)).toEqual([
    "0.002000",
    null,
    null,
    "0.000500",
  ]);
  expect(report.models.map(({ verdict }) => verdict)).toEqual([null, "inconclusive", "no", "yes"]);
  expect(report.models.map(({ dominated_by }) => dominated_by?.model ?? null)).toEqual([
    "m3",
    null,
    null,
    null,
  ]);
  expect(report.best).toBe("m3");
  expect(toFrontierPlotPoints(frontier).map(({ label }) => label)).toEqual(["m0", "m3"]);
  const text = formatFrontier({ run, frontier });
  expect(text).toMatch(/m1 .* unknown .* inconclusive/);
  expect(text).toContain("m3: yes");
});

test("a model that loses cases to errors, fails a must-pass eval or lies below a floor is not a good one", () => {
  const failed = scriptTrial(0);
  const mustPass = failed.judgements.map((each) => ({ ...each, mustPass: true }));
  const run = toRun(
    Array.from({ length: 60 }, (_, index) => ({
      id: String(index),
      tags: [],
      cluster: null,
      sides: [
        [scriptTrial(1, { cost: 0.002 })],
        [index < 6 ? scriptErroredTrial("overloaded") : scriptTrial(1, { cost: 0.001 })],
        [index === 5 ? { ...failed, judgements: mustPass } : scriptTrial(1, { cost: 0.001 })],
      ],
    })),
  );
  const { points, best } = judgeModels(run, suite, nameModels(3));
  expect(points.map(({ verdict }) => [verdict?.verdict, verdict?.reasons[0]])).toEqual([
    [undefined, undefined],
    ["inconclusive", expect.stringContaining("6 of 60 cases are lost to errors")],
    ["no", expect.stringContaining('Must-pass eval "check" failed on 1 case')],
  ]);
  expect(best).toBeNull();
});

test("where the version's own model costs nothing, that is said instead of asking for its prices", () => {
  const results = Array.from({ length: 40 }, (_, index) => ({
    id: String(index),
    tags: [],
    cluster: null,
    sides: [[scriptTrial(1, { cost: 0 })], [scriptTrial(1, { cost: 0.001 })]],
  }));
  const { verdict } = judgeModels(toRun(results), suite, nameModels(2)).points[1] ?? {};
  expect(verdict).toMatchObject({ verdict: "inconclusive", cost: null });
  expect(verdict?.reasons.join()).toMatch(/own model costs nothing/);
  expect(verdict?.reasons.join()).not.toMatch(/prices/);
});
