import {
  defineJudge,
  defineRubric,
  defineSuite,
  type Rubric,
  readJudgeLabels,
} from "@promptrail/evals";
import {
  type Calibration,
  calibrate,
  createJudging,
  findCardObstacles,
  judge as judgeGate,
  newestLabels,
  type RunAnswer,
  type RunJudge,
  runPairedEval,
  toLabelId,
} from "@promptrail/evals/run";
import { kappa } from "@promptrail/evals/statistics";
import { openai } from "@promptrail/provider-openai";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, expect, test } from "vitest";
import { descriptionJudgeV1 } from "../../prompts/description-judge-v1.ts";
import { judgeAnswer } from "../judge-answer.ts";
import { productDescriptionSuite } from "../product-description-suite.ts";
import { runJudge } from "../run-version.ts";
import { keepsTheRules } from "./keeps-the-rules.ts";
import { productDescription } from "./product-description.ts";

const family = "product_description";
const labels = readJudgeLabels(
  new URL("../../judges/product_description-keeps_the_rules.labels.jsonl", import.meta.url),
);
const newest = newestLabels(labels);

const upstreams = await startSimulatedUpstreams();
afterAll(() => upstreams.close());
const provider = openai({ apiKey: "no-secret", baseUrl: upstreams.openai.baseUrl });

const never = new AbortController().signal;

const asked = { rubric: descriptionJudgeV1, family, labels, stop: never, abandon: never };

function calibrateWith(run: RunJudge, rubric: Rubric = descriptionJudgeV1): Promise<Calibration> {
  return calibrate({ ...asked, run, rubric });
}

function findObstacles({ card }: Calibration, rubric: Rubric = descriptionJudgeV1) {
  const { requirements } = keepsTheRules.judge;
  return findCardObstacles({ card, rubric, family, requirements });
}

/** A judge that is too kind: whatever it reads is good. */
const alwaysGood: RunJudge = async (): Promise<RunAnswer> => ({
  outcome: "ok",
  success: true,
  text: '{"reason":"It reads well.","verdict":{"score":"good"}}',
  data: null,
  usage: { input: 1, output: 1, cacheRead: 0, cacheWrite: 0, reasoning: 0 },
  cost: 0,
  durationMs: 1,
});

/** What each of both people said of each answer. */
function bothReadings() {
  const said = new Map<string, Record<string, string | undefined>>();
  for (const label of labels) {
    const id = toLabelId(label);
    const [person = ""] = label.by.split("@");
    said.set(id, { ...said.get(id), [person]: label.words["score"] });
  }
  return [...said.values()].map(({ mara, jonas }) => ({ mara, jonas }));
}

test("120 descriptions of 24 products are labelled, by two people each, and about three of five are good", async () => {
  expect(newest.size).toBe(120);
  const all = [...newest.values()];
  const share = all.filter(({ words }) => words["score"] === "good").length / all.length;
  expect(share).toBeGreaterThan(0.55);
  expect(share).toBeLessThan(0.65);
  const contexts = new Map<string, unknown>();
  for await (const { id, context } of productDescriptionSuite.dataset.read()) {
    contexts.set(id, context);
  }
  const products = new Map<string, number>();
  for (const { caseId, input, reason } of all) {
    expect(reason).toMatch(/\w{3}/);
    expect(input).toEqual(contexts.get(caseId));
    products.set(caseId, (products.get(caseId) ?? 0) + 1);
  }
  expect([...products.values()]).toEqual(Array(24).fill(5));
  for (const { mara, jonas } of bothReadings()) expect([mara, jonas]).not.toContain(undefined);
});

test("the two people agree with each other well enough to be asked", () => {
  const words = ["bad", "fair", "good"];
  const readings = bothReadings();
  const matrix = words.map((one) =>
    words.map(
      (other) => readings.filter(({ mara, jonas }) => mara === one && jonas === other).length,
    ),
  );
  const agreement = kappa({ matrix, weights: "quadratic", positions: [0, 0.5, 1] });
  expect(agreement.interval?.lower).toBeGreaterThan(0.8);
  expect(matrix.flat().reduce((sum, count) => sum + count, 0)).toBe(120);
});

test("the card is what the judge says of the labels, and lets a suite gate on it", async () => {
  const made = await calibrateWith(runJudge(provider));
  expect(made).toMatchObject({ labels: 120, done: 120, calls: 240 });
  const { madeAt, ...card } = made.card ?? expect.fail("No card was made.");
  expect({ ...keepsTheRules.judge.card, madeAt }).toEqual({ ...card, madeAt });
  expect(findObstacles(made)).toEqual([]);
  // It errs, as a small model does: it does not convert units, and misses German superlatives.
  expect(card.parts[0]?.agreement).toBeLessThan(0.97);
});

test("a judge that always says good is refused, and its card says why", async () => {
  const made = await calibrateWith(alwaysGood);
  const [agreement, dangerous] = [
    /kappa of 0\.00, 95 % interval 0\.00 to 0\.00/,
    /33 of 33 answers good/,
  ];
  expect(findObstacles(made).join("\n")).toMatch(agreement);
  expect(findObstacles(made).join("\n")).toMatch(dangerous);
  const judge = defineJudge({ name: "too_kind", rubric: descriptionJudgeV1, card: made.card });
  const suite = defineSuite({ family, dataset: productDescriptionSuite.dataset, evals: [judge] });
  const answer = { ...(await alwaysGood(descriptionJudgeV1.prompt, {}, never)), text: "Yours." };
  const run = async () => answer;
  const judging = createJudging({ run: alwaysGood, tested: [] });
  const { verdict, reasons } = judgeGate(
    await runPairedEval({ suite, candidate: run, baseline: run, judging }),
    suite,
  );
  expect(verdict).toBe("inconclusive");
  expect(reasons.join("\n")).toContain('Judge "too_kind" may not gate');
});

test("a judge whose rubric no longer asks for accuracy is refused by its own card", async () => {
  const { asks } = descriptionJudgeV1;
  if (asks.mode !== "score") throw new Error("It is a rubric of a menu.");
  const rubric = defineRubric({
    family: "description_judge",
    version: 2,
    changelog: "Shorter.",
    provider: "openai",
    model: "gpt-5.4-mini",
    task: "It describes a product.",
    asks: {
      mode: "score",
      question: "Is it in the second person, and free of superlatives?",
      menu: asks.menu.map(({ choice, score }) => ({ choice, score, means: `It is ${choice}.` })),
    },
  });
  const { card } = keepsTheRules.judge;
  const old = findCardObstacles({
    card,
    rubric,
    family,
    requirements: keepsTheRules.judge.requirements,
  });
  expect(old).toEqual([expect.stringContaining("of another rubric or model")]);
  const made = await calibrateWith(runJudge(provider), rubric);
  expect(findObstacles(made, rubric).join("\n")).toMatch(/kappa of 0\.\d/);
});

test("judge and heuristic differ on the labelled answers in both directions, and people side with the judge more often", async () => {
  const said = new Map<string, string | undefined>();
  await calibrate({
    ...asked,
    run: runJudge(provider),
    onVotes: (id, [vote]) => {
      said.set(id, vote?.kind === "scored" ? vote.words.get("score") : undefined);
    },
  });
  const counts = { judgeOnly: 0, judgeRight: 0, heuristicOnly: 0, heuristicRight: 0 };
  for (const [id, { answers, input, words }] of newest) {
    const { passed } = await judgeAnswer(productDescription, {
      output: answers[0],
      context: input,
    });
    const isGood = words["score"] === "good";
    const isJudgedGood = said.get(id) === "good";
    if (isJudgedGood && !passed) counts.judgeOnly += 1;
    if (!isJudgedGood && passed) counts.heuristicOnly += 1;
    if (isJudgedGood !== passed)
      counts[isJudgedGood === isGood ? "judgeRight" : "heuristicRight"] += 1;
  }
  // A name that holds "best", an award; invented materials, wrong sizes. And 900 ml, which the judge takes for invented.
  expect(counts.judgeOnly).toBeGreaterThan(3);
  expect(counts.heuristicOnly).toBeGreaterThan(30);
  expect(counts.heuristicRight).toBeGreaterThan(1);
  expect(counts.judgeRight).toBeGreaterThan(5 * counts.heuristicRight);
});
