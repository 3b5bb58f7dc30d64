import { describe, expect, test } from "vitest";
import { cases } from "../../datasets/cases.js";
import { defineRelation } from "../../relations/define-relation.js";
import { defineEval } from "../../suite/define-eval.js";
import { defineSuite } from "../../suite/define-suite.js";
import { defineJudge } from "../definition/define-judge.js";
import { scoreRubric } from "../fixtures/rubrics.js";
import { defineRubric } from "./define-rubric.js";

const model = { family: "tone_judge", version: 2, provider: "p", model: "m", task: "It answers." };
const menu = [
  { choice: "good", score: 1, means: "It is polite." },
  { choice: "bad", score: 0, means: "Anything else." },
];
const score = { mode: "score", question: "Is it polite?", menu };
const [good, bad] = menu;

/** A definition without types, as JavaScript takes it. */
const call = (define: (settings: never) => unknown, settings: unknown) => () =>
  define(settings as never);

describe("a rubric that is written wrongly is refused by its name, the field and the cure:", () => {
  test.each<[string, unknown, string]>([
    [
      "a misspelt word of a choice",
      { asks: { ...score, menu: [good, { choice: "bad", score: 0, mean: "No." }] } },
      'has the setting "mean" in choice 2 of its menu, which does not exist. Did you mean "means"? Known: choice, score, means.',
    ],
    [
      "a misspelt question",
      { asks: { mode: "score", questoin: "Is it?", menu } },
      'has the setting "questoin" in its asks of the mode "score", which does not exist. Did you mean "question"? Known: mode, question, menu.',
    ],
    [
      "a question of a far name",
      { asks: { mode: "pairwise", ask: "Which?" } },
      'has the setting "ask" in its asks of the mode "pairwise", which does not exist. Known: mode, question.',
    ],
    ["no task", { task: undefined }, "has no task. Give a text."],
    ["no model", { model: undefined }, "has no model. Give a text that is not empty."],
    [
      "a misspelt menu",
      { asks: { mode: "score", question: "Is it?", meny: menu } },
      'has the setting "meny" in its asks of the mode "score", which does not exist. Did you mean "menu"? Known: mode, question, menu.',
    ],
    [
      "no menu",
      { asks: { mode: "score", question: "Is it?" } },
      'has no menu in its asks of the mode "score". Give a list.',
    ],
    [
      "a mode that does not exist",
      { asks: { ...score, mode: "scores" } },
      `has the mode 'scores' in its asks. Did you mean "score"? Give "score", "criteria" or "pairwise".`,
    ],
    [
      "no mode",
      { asks: { criteria: [] } },
      'has no mode in its asks. Give "score", "criteria" or "pairwise".',
    ],
    [
      "a misspelt key of a criterion",
      { asks: { mode: "criteria", criteria: [{ name: "polite", pass: "It is polite." }] } },
      'has the setting "pass" in criterion 1 of its criteria, which does not exist. Did you mean "passes"? Known: name, passes.',
    ],
    [
      "a criterion that is a text",
      { asks: { mode: "criteria", criteria: ["It is polite."] } },
      "has 'It is polite.' in criterion 1 of its criteria. Give an object.",
    ],
    [
      "a score that is a text",
      { asks: { ...score, menu: [{ ...good, score: "1" }, bad] } },
      "has the score '1' in choice 1 of its menu. Give a number.",
    ],
    [
      "another prompt's setting",
      { userTemplate: "{{ answer }}" },
      'has the setting "userTemplate", which does not exist.',
    ],
    [
      "a misspelt setting",
      { statsu: "draft" },
      'has the setting "statsu", which does not exist. Did you mean "status"?',
    ],
    ["a status that is none", { status: "drafted" }, "has the status 'drafted'. Give"],
    ["nothing that is asked", { asks: undefined }, "has no asks. Give an object."],
  ])("%s", (_title, change, says) => {
    const define = call(defineRubric, { ...model, asks: score, ...(change as object) });
    expect(define).toThrow(expect.objectContaining({ code: "invalid_definition" }));
    expect(define).toThrow(`Rubric tone_judge_v2 ${says}`);
  });

  test("settings that are none", () => {
    expect(call(defineRubric, undefined)).toThrow(
      "Rubric ?_v? has undefined as its settings. Give an object.",
    );
  });
});

const dataset = cases("one", [{ id: "a", context: {} }]);
const check = defineEval({ name: "polite", evaluate: () => null });

test.each<[(settings: never) => unknown, unknown, string]>([
  [
    defineJudge,
    { name: "tone", rubirc: scoreRubric },
    'Judge "tone" has the setting "rubirc", which does not exist. Did you mean "rubric"?',
  ],
  [defineJudge, { name: "tone" }, 'Judge "tone" has no rubric. Give a rubric, as defineRubric'],
  [defineJudge, { name: "tone", rubric: scoreRubric.prompt }, 'Judge "tone" has the rubric {'],
  [
    defineJudge,
    { name: "tone", rubric: scoreRubric, card: "a.json" },
    `has the card 'a.json'. Give a card, as readJudgeCard reads it, or null.`,
  ],
  [defineJudge, { name: "tone", rubric: scoreRubric, passScore: "0.5" }, "the passScore '0.5'"],
  [defineSuite, { dataset, evals: [check] }, "A suite has no family."],
  [
    defineSuite,
    { family: "f", dataset, evals: [check], gates: {} },
    'The suite of family "f" has the setting "gates", which does not exist. Did you mean "gate"?',
  ],
  [defineSuite, { family: "f", dataset: "a.csv", evals: [check] }, "has the dataset 'a.csv'. Give"],
  [defineSuite, { family: "f", dataset, evals: check }, "has the evals {"],
  [defineSuite, { family: "f", dataset, evals: [scoreRubric] }, "Make it with defineEval."],
  [
    defineSuite,
    { family: "f", dataset, evals: [check], fuzz: { eval: ["polite"] } },
    'has the setting "eval" in its fuzz settings, which does not exist. Did you mean "evals"?',
  ],
  [
    defineSuite,
    { family: "f", dataset, evals: [check], gate: { margin: "0.05" } },
    "has the margin 0.05",
  ],
  [defineEval, { name: "tone" }, 'Eval "tone" has no evaluate. Give a function.'],
  [defineEval, { name: "tone", evalute: () => null }, 'Did you mean "evaluate"?'],
  [
    defineRelation,
    { name: "noise", chnage: () => null },
    'Relation "noise" has the setting "chnage", which does not exist. Did you mean "change"?',
  ],
  [defineRelation, { name: "noise" }, 'Relation "noise" has no change. Give a function.'],
])("a definition beside it, too: %o %o", (define, settings, says) => {
  expect(call(define, settings)).toThrow(says);
  expect(call(define, settings)).toThrow(expect.objectContaining({ code: "invalid_definition" }));
});
