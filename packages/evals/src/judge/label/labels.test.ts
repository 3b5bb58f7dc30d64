import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRandom } from "../../fixtures/create-random.js";
import { scriptTrial } from "../../fixtures/scripted-run.js";
import { clopperPearson } from "../../statistics/means/clopper-pearson.js";
import type { Vote } from "../ask/vote.js";
import { correctJudge } from "../correct/correct-judge.js";
import { defineJudge } from "../definition/define-judge.js";
import { pairRubric, scoreRubric } from "../fixtures/rubrics.js";
import { scriptJudge } from "../fixtures/scripted-judge.js";
import { type JudgeLabel, parseLabelLine, toLabelId, toLabelLine } from "../labels/judge-label.js";
import { calibrate } from "./calibrate.js";
import { countLabels } from "./count-labels.js";
import { drawToLabel } from "./draw-to-label.js";
import { keepDraw } from "./keep-draw.js";
import { parseVotesLine, toVotesLine } from "./votes-line.js";

const family = "description";
const never = new AbortController().signal;

function labelOf(changes: Partial<JudgeLabel> = {}): JudgeLabel {
  return {
    family,
    caseId: "case-1",
    input: { product: "Lamp" },
    reference: null,
    answers: ["A lamp."],
    words: { score: "good" },
    by: "ada",
    at: new Date("2026-11-30T12:00:00.000Z"),
    probability: null,
    judged: null,
    ...changes,
  };
}

test("labels are counted word by word, beside the bad ones that a card asks for", () => {
  const labels = [...Array(4).fill("bad"), ...Array(5).fill("good")].map((score: string) => ({
    words: { score },
  }));
  const [counts] = countLabels(labels, scoreRubric, { dangerous: 0.1 });
  expect(counts).toMatchObject({ part: "score", bad: 4, badNeeded: 29 });
  expect(counts?.words.filter(({ labels: count }) => count > 0)).toEqual([
    { choice: "bad", labels: 4 },
    { choice: "good", labels: 5 },
  ]);
  expect(countLabels(labels, pairRubric, { dangerous: 0.1 })[0]?.badNeeded).toBe(0);
  // The least n at which the exact bound of none is small enough.
  for (const dangerous of [0, 0.02, 0.05, 0.1, 0.3, 1]) {
    const needed = countLabels([], scoreRubric, { dangerous })[0]?.badNeeded ?? Number.NaN;
    const upper = (n: number) =>
      clopperPearson({ successes: 0, n, confidence: 0.95, side: "upper" }).upper;
    if (dangerous === 0) expect(needed).toBe(Number.POSITIVE_INFINITY);
    else if (dangerous === 1) expect(needed).toBe(0);
    else expect([upper(needed) <= dangerous, upper(needed - 1) > dangerous]).toEqual([true, true]);
  }
});

describe("a draw", () => {
  const units = Array.from({ length: 40 }, (_, at) => ({
    id: `case-${at}`,
    judged: [at % 4 === 0 ? 0.5 : 1],
  }));
  // The judge is right where it says 1, and wrong where it says 0.5.
  const labels = Array.from({ length: 20 }, (_, at) =>
    labelOf({ caseId: `old-${at}`, judged: at < 10 ? 1 : 0.5, words: { score: "good" } }),
  );

  test("takes as many as are wanted, first those that the judge gets wrong most often", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer(), (count, seed) => {
        const random = createRandom(seed);
        const drawn = drawToLabel({ units, rubric: scoreRubric, labels, count, random });
        expect(drawn).toHaveLength(count);
        const wrong = drawn.map(({ unit }) => unit.judged[0] === 0.5);
        expect(wrong).toEqual(wrong.toSorted((left, right) => Number(right) - Number(left)));
      }),
      { numRuns: 40 },
    );
  });

  test("draws each unit with the probability that it stores", () => {
    const random = createRandom(7);
    const seen = new Map<string, number>();
    const stored = new Map<string, number>();
    const draws = 2_000;
    for (let turn = 0; turn < draws; turn += 1) {
      const drawn = drawToLabel({ units, rubric: scoreRubric, labels, count: 12, random });
      for (const { unit, probability } of drawn) {
        seen.set(unit.id, (seen.get(unit.id) ?? 0) + 1);
        stored.set(unit.id, probability);
      }
    }
    for (const [id, probability] of stored) {
      const error = Math.sqrt((probability * (1 - probability)) / draws);
      expect(Math.abs((seen.get(id) ?? 0) / draws - probability)).toBeLessThan(5 * error + 1e-9);
    }
    expect([...stored.values()].reduce((sum, each) => sum + each, 0)).toBeCloseTo(12, 6);
  });

  test("keeps the probabilities of the newest draw of a run alone", () => {
    const items = ["drawn", "left"].map((caseId) => labelOf({ caseId, probability: 0.9 }));
    const runUnits = items.map((item) => ({ id: item.caseId, judged: [1], items: [item] }));
    const [first] = runUnits;
    const drawn = first === undefined ? [] : [{ unit: first, probability: 0.25 }];
    const other = labelOf({ caseId: "of another run", probability: 0.5 });
    const kept = keepDraw([...items, other], runUnits, drawn);
    expect(kept.map(({ probability }) => probability)).toEqual([0.25, null, 0.5]);
  });
});

describe("a labels file", () => {
  test("gives back what was written, line by line", () => {
    const label = labelOf({ answers: ["one\n{{ two }}", "\u2028"], probability: 0.25, judged: 0 });
    expect(parseLabelLine(toLabelLine(label))).toEqual(label);
    const votes = [
      { kind: "scored", order: "reversed", words: new Map([["score", "good"]]), reason: "" },
      { kind: "unscored", order: "forward", reason: "prose" },
    ] as const;
    expect(parseVotesLine(toVotesLine({ id: "a", votes }))).toEqual({ id: "a", votes });
    expect(parseVotesLine('{"id": "a", "vot')).toBeNull();
  });

  test.each([
    ["no JSON", "it is not JSON"],
    ['{"judge_label": 2}', "judge_label"],
    [toLabelLine(labelOf()).replace('"answers":["A lamp."]', '"answers":[]'), "answers"],
  ])("says of %s what is wrong", (line, why) => {
    expect(parseLabelLine(line)).toContain(why);
  });
});

describe("a calibration", () => {
  const labels = ["good", "bad", "good", "bad"].map((word, at) =>
    labelOf({ caseId: `case-${at}`, answers: [`${word} text`], words: { score: word } }),
  );
  const settings = { rubric: scoreRubric, family, labels, stop: never, abandon: never };
  const right = () => scriptJudge(({ answer }) => ({ score: answer.split(" ")[0] ?? "" }));

  test("asks twice about each label, and makes the card", async () => {
    const { run, asked } = right();
    const { card, calls, cost } = await calibrate({ ...settings, run });
    expect(asked).toHaveLength(8);
    expect({ calls, cost }).toEqual({ calls: 8, cost: 0.08 });
    expect(card).toMatchObject({ family, rubric: "description_judge_v1" });
    expect(card?.parts[0]).toMatchObject({ labels: 4, consistent: 4, agreement: 1 });
    expect(card?.parts[0]?.matrix).toEqual([
      [2, 0, 0],
      [0, 0, 0],
      [0, 0, 2],
    ]);
  });

  test("of a comparison asks in both orders, and once more for how it repeats itself", async () => {
    const answers = ["good text", "bad text"] as const;
    const label = labelOf({ answers, words: { preference: "first" } });
    const { run, asked } = scriptJudge(({ first }) => ({
      preference: first.startsWith("good") ? "first" : "second",
    }));
    const made = await calibrate({ ...settings, rubric: pairRubric, labels: [label], run });
    expect(asked).toHaveLength(3);
    expect(made.card?.parts[0]).toMatchObject({
      consistent: 1,
      agreement: 1,
      repeats: { asked: 1, agreed: 1 },
    });
  });

  test("goes on from the votes that an earlier one left, and makes no card where it is stopped", async () => {
    const kept = new Map<string, readonly Vote[]>();
    const stop = new AbortController();
    const stopped = await calibrate({
      ...settings,
      run: right().run,
      concurrency: 1,
      stop: stop.signal,
      onVotes: (id, votes) => {
        kept.set(id, votes);
        if (kept.size === 2) stop.abort();
      },
    });
    expect(stopped.card).toBeNull();
    expect(stopped.done).toBe(kept.size);
    const { run, asked } = right();
    const whole = await calibrate({ ...settings, run, known: kept });
    expect(asked).toHaveLength(2 * (4 - kept.size));
    expect(whole.card?.parts[0]?.consistent).toBe(4);
  });

  test.each([
    ["there is no label", { labels: [] }, /no label of family "description"/],
    [
      "a label is of another menu",
      { labels: [labelOf({ words: { score: "great" } })] },
      /has "great" for "score", and the menu has bad, fair, good/,
    ],
    ["a label is of a comparison", { labels: [labelOf({ answers: ["a", "b"] })] }, /2 answers/],
    ["a label says too little", { labels: [labelOf({ words: {} })] }, /no word for "score"/],
  ])("is refused where %s", async (_title, changes, why) => {
    await expect(calibrate({ ...settings, run: right().run, ...changes })).rejects.toThrow(why);
  });
});

describe("the judge's figure", () => {
  const random = createRandom(3);
  const judgedAs = (score: number, output: string) =>
    scriptTrial(score, {
      text: { read: () => output },
      judgements: [{ name: "reads_well", mustPass: false, passed: true, score, reason: "" }],
    });
  const answers = Array.from({ length: 200 }, (_, at) => {
    const truth = { candidate: random() < 0.5 ? 1 : 0, baseline: random() < 0.7 ? 1 : 0 };
    // The judge finds a third of the candidate's bad answers good.
    const seen = truth.candidate === 1 || random() < 0.33 ? 1 : 0;
    return { id: `case-${at}`, truth, seen };
  });
  const cases = answers.map(({ id, truth, seen }) => ({
    id,
    candidate: [judgedAs(seen, `candidate of ${id}`)],
    baseline: [judgedAs(truth.baseline, `baseline of ${id}`)],
  }));
  const labelsOf = (side: "candidate" | "baseline", count: number) =>
    answers.slice(0, count).map(({ id, truth }) =>
      labelOf({
        caseId: id,
        answers: [`${side} of ${id}`],
        words: { score: truth[side] === 1 ? "good" : "bad" },
        probability: count / answers.length,
      }),
    );
  const correct = (labels: readonly JudgeLabel[]) =>
    correctJudge(defineJudge({ name: "reads_well", rubric: scoreRubric, labels }), family, cases);

  test("is corrected by labels on both versions' answers of the run", () => {
    const truth =
      answers.reduce((sum, each) => sum + each.truth.candidate - each.truth.baseline, 0) / 200;
    const judged = answers.reduce((sum, each) => sum + each.seen - each.truth.baseline, 0) / 200;
    const found = correct([...labelsOf("candidate", 80), ...labelsOf("baseline", 80)]);
    if (found.kind !== "corrected") throw new TypeError(found.why);
    expect(found).toMatchObject({ labelled: 80, cases: 200 });
    expect(Math.abs(found.value - truth)).toBeLessThan(Math.abs(judged - truth));
    expect(found.lower).toBeLessThan(truth);
    expect(found.upper).toBeGreaterThan(truth);
    expect(found.lambda).toBeGreaterThan(0);
  });

  test.each([
    ["nobody labelled it", []],
    ["only one version's answers are labelled", labelsOf("candidate", 80)],
    [
      "the labels were not drawn",
      [...labelsOf("candidate", 80), ...labelsOf("baseline", 80)].map((label) => ({
        ...label,
        probability: null,
      })),
    ],
    [
      "the labels are of another run",
      labelsOf("candidate", 80).map((label) => ({ ...label, answers: ["other"] as const })),
    ],
  ])("is not corrected where %s, and says so", (_title, labels) => {
    expect(correct(labels)).toEqual({
      kind: "uncorrected",
      why: "the answers of this run have no labels",
    });
  });

  test("is not corrected by a handful of labels", () => {
    expect(correct([...labelsOf("candidate", 9), ...labelsOf("baseline", 9)])).toMatchObject({
      kind: "uncorrected",
      why: expect.stringContaining("only 9 cases"),
    });
  });
});

test("a label is of its case and its answers, and of nobody", () => {
  const one = labelOf();
  expect(toLabelId(labelOf({ by: "bo" }))).toBe(toLabelId(one));
  expect(toLabelId(labelOf({ caseId: "case-2" }))).not.toBe(toLabelId(one));
});
