import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Vote } from "../ask/vote.js";
import { pairRubric, scoreRubric } from "../fixtures/rubrics.js";
import { hashCard, parseJudgeCard, toCardJson } from "./card-json.js";
import type { LabelledVotes } from "./count-votes.js";
import { findCardObstacles } from "./find-card-obstacles.js";
import type { JudgeCard } from "./judge-card.js";
import { describeRequirements, usualRequirements } from "./judge-requirements.js";
import { makeJudgeCard } from "./make-judge-card.js";

const madeAt = new Date("2026-11-30T12:00:00.000Z");

function vote(order: Vote["order"], word: string): Vote {
  return { kind: "scored", order, words: new Map([["preference", word]]), reason: "" };
}

/** One label of a comparison with a vote in each order. */
function pair(label: string, forward: string, reversed: string): LabelledVotes {
  return {
    label: new Map([["preference", label]]),
    votes: [vote("forward", forward), vote("reversed", reversed)],
  };
}

interface VoteCounts {
  readonly right: number;
  readonly wrong: number;
  readonly toFirst: number;
  readonly toSecond: number;
}

/** Votes in both orders with such counts; people prefer each answer as often. */
function cardOf({ right, wrong, toFirst, toSecond }: VoteCounts): JudgeCard {
  const labels = ["first", "second"] as const;
  const repeat = (count: number, make: (label: string, other: string) => LabelledVotes) =>
    Array.from({ length: count }, (_, at) => {
      const [label, other] = at % 2 === 0 ? labels : labels.toReversed();
      return make(label ?? "", other ?? "");
    });
  const labelled = [
    ...repeat(right, (label) => pair(label, label, label)),
    ...repeat(wrong, (label, other) => pair(label, other, other)),
    ...repeat(toFirst, (label) => pair(label, "first", "second")),
    ...repeat(toSecond, (label) => pair(label, "second", "first")),
  ];
  return makeJudgeCard({ rubric: pairRubric, family: "description", labelled, madeAt });
}

function obstaclesOf(card: JudgeCard | null, requirements = usualRequirements) {
  return findCardObstacles({ card, rubric: pairRubric, family: "description", requirements });
}

describe("votes that were measured in both orders", () => {
  test("29 right, 176 wrong and 114 flips, 108 of them to the first slot, may not gate, for three reasons", () => {
    const card = cardOf({ right: 29, wrong: 176, toFirst: 108, toSecond: 6 });
    const [part] = card.parts;
    expect(part).toMatchObject({ labels: 319, consistent: 205, flips: 114 });
    expect(part?.slots).toEqual({ first: 108, second: 6 });
    expect(part?.consistency).toBeCloseTo(0.643, 3);
    expect(part?.slotP).toBeLessThan(0.001);
    expect(obstaclesOf(card)).toEqual([
      expect.stringContaining("the same verdict in both orders for 205 of 319 labels (64.3 %)"),
      expect.stringContaining("108 of its flips go to the first and 6 to the second"),
      expect.stringContaining("a kappa of -0.72"),
    ]);
  });

  test("246 right, 48 wrong and 25 flips may gate only where a suite asks for less, and says so", () => {
    const card = cardOf({ right: 246, wrong: 48, toFirst: 17, toSecond: 8 });
    const [part] = card.parts;
    expect(part?.kappa?.value).toBeCloseTo(0.673, 3);
    expect(part?.kappa?.lower).toBeCloseTo(0.589, 2);
    expect(part?.slotP).toBeCloseTo(0.108, 3);
    expect(obstaclesOf(card)).toEqual([expect.stringContaining("must be at least 0.6")]);
    const asked = { ...usualRequirements, kappa: 0.55 };
    expect(obstaclesOf(card, asked)).toEqual([]);
    expect(describeRequirements("better", asked)).toEqual([
      'The suite asks of judge "better" for a lower end of kappa of at least 0.55 instead of 0.6.',
    ]);
    expect(describeRequirements("better", usualRequirements)).toEqual([]);
  });

  test("93 right, 2 wrong and 5 flips of 100 may gate", () => {
    const card = cardOf({ right: 93, wrong: 2, toFirst: 3, toSecond: 2 });
    expect(obstaclesOf(card)).toEqual([]);
  });
});

/** Twice the same word of the judge, beside a person's. */
function scored(label: string, word: string | null): LabelledVotes {
  const said: Vote =
    word === null
      ? { kind: "unscored", order: "forward", reason: "" }
      : { kind: "scored", order: "forward", words: new Map([["score", word]]), reason: "" };
  return { label: new Map([["score", label]]), votes: [said, said] };
}

function scoreCard(labelled: readonly LabelledVotes[]): JudgeCard {
  return makeJudgeCard({ rubric: scoreRubric, family: "description", labelled, madeAt });
}

const use = { rubric: scoreRubric, family: "description", requirements: usualRequirements };
const alike = (count: number, word: string) =>
  Array.from({ length: count }, () => scored(word, word));

describe("dangerous cells", () => {
  test("0 of 29 bad answers that the judge finds good are few enough, 0 of 28 are not yet", () => {
    const enough = scoreCard([...alike(29, "bad"), ...alike(29, "good")]);
    expect(enough.parts[0]?.dangerous).toMatchObject({ count: 0, of: 29 });
    expect(enough.parts[0]?.dangerous?.upper).toBeCloseTo(0.0981, 4);
    expect(findCardObstacles({ ...use, card: enough })).toEqual([]);
    const few = scoreCard([...alike(28, "bad"), ...alike(30, "good")]);
    expect(findCardObstacles({ ...use, card: few })).toEqual([
      expect.stringContaining("finds 0 of 28 answers good that people find bad"),
    ]);
  });

  test("are none of a comparison", () => {
    const card = cardOf({ right: 93, wrong: 2, toFirst: 3, toSecond: 2 });
    expect(card.parts[0]?.dangerous).toBeNull();
  });
});

test("verdicts that are not on the menu are counted, and count against consistency", () => {
  const card = scoreCard([
    ...alike(30, "bad"),
    ...alike(30, "good"),
    ...Array(20).fill(scored("good", null)),
  ]);
  expect(card.parts[0]).toMatchObject({ labels: 80, consistent: 60, flips: 0, unscored: 40 });
  expect(card.parts[0]?.unscoredShare).toBe(0.25);
  expect(findCardObstacles({ ...use, card })).toEqual([
    expect.stringContaining(
      "for 60 of 80 labels (75 %), and at least 80 % are needed. 40 of its 160 verdicts are not on the menu",
    ),
  ]);
  const silent = scoreCard(Array(6).fill(scored("good", null)));
  expect(findCardObstacles({ ...use, card: silent })).toEqual([
    expect.stringContaining("it gave no verdict of the menu on any of the 6 labels"),
  ]);
});

test.each<[string, Parameters<typeof findCardObstacles>[0], RegExp]>([
  ["no card", { ...use, card: null }, /no card/],
  ["no label", { ...use, card: scoreCard([]) }, /0 of 0 labels \(unknown\)/],
  ["labels of one kind", { ...use, card: scoreCard(alike(40, "bad")) }, /agreement with people/],
  [
    "a card of another rubric",
    { ...use, card: { ...scoreCard(alike(40, "bad")), rubricHash: pairRubric.hash } },
    /of another rubric or model/,
  ],
  [
    "a card of another family",
    { ...use, card: scoreCard(alike(40, "bad")), family: "fraud" },
    /of family "description", whose answers are others/,
  ],
])("a judge with %s may not gate", (_title, settings, why) => {
  expect(findCardObstacles(settings).join("\n")).toMatch(why);
});

const counts = fc.record({
  right: fc.nat(60),
  wrong: fc.nat(60),
  toFirst: fc.nat(20),
  toSecond: fc.nat(20),
});

test("a card is the same card after its way through a file, and a changed one is refused", () => {
  fc.assert(
    fc.property(counts, (each) => {
      const card = cardOf({ ...each, right: each.right + 1 });
      const json: unknown = JSON.parse(JSON.stringify(toCardJson(card)));
      expect(parseJudgeCard(json)).toEqual(card);
      expect(hashCard(parseJudgeCard(json))).toBe(hashCard(card));
      const [part] = toCardJson(card).parts;
      const better = { ...toCardJson(card), parts: [{ ...part, ac1: 2 }] };
      expect(() => parseJudgeCard(better)).toThrow(/do not follow from its counts/);
    }),
    { numRuns: 30 },
  );
});

const whole = toCardJson(cardOf({ right: 5, wrong: 1, toFirst: 1, toSecond: 0 }));
const changed = (change: object) => ({
  ...whole,
  parts: whole.parts.map((part) => ({ ...part, ...change })),
});

test.each([
  ["nothing", undefined],
  ["another document", { report: "gate" }],
  ["more consistent labels than labels", changed({ labels: 1 })],
  ["a matrix that is not square", changed({ matrix: [[1, 2]] })],
])("%s is no card", (_title, value) => {
  expect(() => parseJudgeCard(value)).toThrow(/judge calibrate/);
});
