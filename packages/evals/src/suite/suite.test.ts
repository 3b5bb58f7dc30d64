import { definePrompt } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { pass } from "../evals/eval-verdicts.js";
import { defineEval } from "./define-eval.js";
import { defineSuite } from "./define-suite.js";
import type { EvalSettings } from "./eval-settings.js";
import { tryEval } from "./try-eval.js";

const dataset = cases("one", [{ id: "a", context: {} }]);
const settings = { family: "product_description", dataset, evals: [maxWords(10), maxWords(20)] };

test("an eval reads typed context and ground truth", async () => {
  const check = defineEval<{ readonly name: string }, number>({
    name: "typed",
    evaluate: ({ context, groundTruth }) =>
      pass(`${context.name.toUpperCase()} ${groundTruth + 1}`),
  });
  const subject = { output: "", context: { name: "hat" }, groundTruth: 1 };
  expect(await tryEval(check, subject)).toEqual({ passed: true, score: 1, reason: "HAT 2" });
  expect(check).toMatchObject({ name: "typed", version: 1, mustPass: false });
});

test("the suite hash covers evals, gate and repeats, and neither their order nor the concurrency", () => {
  const { suiteHash } = defineSuite(settings);
  const reversed = { ...settings, evals: settings.evals.toReversed(), concurrency: 2 };
  expect(defineSuite(reversed).suiteHash).toBe(suiteHash);
  const changes = [
    { repeats: 2 },
    { gate: { margin: 0.04 } },
    { gate: { alpha: 0.01 } },
    { gate: { minPassRate: 0.6 } },
    { gate: { minPassRate: 0 } },
    { gate: { minScore: 0.6 } },
    { evals: [maxWords(10), maxWords(21)] },
    { evals: [maxWords(10), maxWords(20, { version: 2 })] },
    { evals: [maxWords(10), maxWords(20, { mustPass: true })] },
  ];
  const hashes = changes.map((change) => defineSuite({ ...settings, ...change }).suiteHash);
  expect(new Set([suiteHash, ...hashes]).size).toBe(changes.length + 1);
});

const base = {
  provider: "p",
  model: "m",
  maxTokens: 9,
  userTemplate: "x",
  status: "active",
} as const;
const prompt = definePrompt({ ...base, family: "product_description", version: 1 });

test("the suite hash covers the prompts that an eval runs, by their content, and the model that it embeds with", () => {
  const { family: _family, ...rest } = settings;
  const helper = { ...base, family: "tone", version: 1 } as const;
  const one = definePrompt(helper);
  const other = definePrompt({ ...helper, family: "facts" });
  const embeds = { provider: "p", model: "m" };
  const evaluate = () => null;
  const hashOf = (uses: Pick<EvalSettings<unknown, unknown, unknown>, "runs" | "embeds">) =>
    defineSuite({
      ...rest,
      family: settings.family,
      evals: [defineEval({ name: "one", ...uses, evaluate })],
    }).suiteHash;
  const changes = [
    {},
    { runs: [one] },
    { runs: [definePrompt({ ...helper, userTemplate: "y" })] },
    { runs: [definePrompt({ ...helper, version: 2, changelog: "Why." })] },
    { runs: [one, other] },
    { embeds },
    { runs: [one], embeds },
    { embeds: { ...embeds, model: "m2" } },
    { embeds: { ...embeds, provider: "p2" } },
  ];
  expect(new Set(changes.map(hashOf)).size).toBe(changes.length);
  expect(hashOf({ runs: [other, one] })).toBe(hashOf({ runs: [one, other] }));
  expect(hashOf({ runs: [] })).toBe(hashOf({}));
});

test("an eval that names two versions of a family, or half a model, is refused", () => {
  const toneOf = (version: number) =>
    definePrompt({ ...base, family: "tone", version, changelog: "Why." });
  const define = (uses: Pick<EvalSettings<unknown, unknown, unknown>, "runs" | "embeds">) =>
    defineEval({ name: "one", ...uses, evaluate: () => null });
  expect(() => define({ runs: [toneOf(1), toneOf(2)] })).toThrow(
    /names two versions of the family "tone" in its runs/,
  );
  expect(() => define({ embeds: { provider: "openai", model: "" } })).toThrow(
    /`embeds` without a provider or a model/,
  );
});

test("a suite of a prompt is its family's, whichever version is named", () => {
  const { family: _, ...rest } = settings;
  const second = definePrompt({
    ...base,
    family: "product_description",
    version: 2,
    changelog: "Why.",
  });
  const suites = [prompt, second].map((version) => defineSuite({ ...rest, prompt: version }));
  const { suiteHash } = defineSuite(settings);
  for (const suite of suites) expect(suite).toMatchObject({ family: settings.family, suiteHash });
});

test("refuses a suite of no family, and of two", () => {
  const { family: _, ...rest } = settings;
  expect(() => defineSuite(rest)).toThrow(/A suite has no family\. Set `prompt`/);
  expect(() => defineSuite({ ...settings, family: "fraud_score", prompt })).toThrow(
    /The suite of family "fraud_score" has a prompt of family "product_description"/,
  );
});

test("a gate asks for half of the cases unless told otherwise, and for no score", () => {
  expect(defineSuite(settings).gate).toEqual({ margin: 0.05, alpha: 0.05, minPassRate: 0.5 });
  const unset: object = { minPassRate: undefined };
  expect(defineSuite({ ...settings, gate: unset }).gate.minPassRate).toBe(0.5);
  const gate = { margin: 0.1, alpha: 0.01, minPassRate: 0, minScore: 0.7 };
  expect(defineSuite({ ...settings, gate }).gate).toEqual(gate);
});

test("the dataset hash is that of its cases", async () => {
  expect(await defineSuite(settings).hashDataset()).toMatch(/^sha256-[0-9a-f]{64}$/);
});

describe("refuses a suite", () => {
  test.each([
    ["without evals", { evals: [] }, /has no evals/],
    [
      "with two evals of one name",
      { evals: [maxWords(1), maxWords(1)] },
      /two evals named "max_words\(1\)"/,
    ],
    ["with a margin of 0", { gate: { margin: 0 } }, /has the margin 0\. Give one between 0 and 1/],
    ["with an alpha of one half", { gate: { alpha: 0.5 } }, /has the alpha 0\.5/],
    [
      "with a floor in percent",
      { gate: { minPassRate: 50 } },
      /has the minPassRate 50\. Give a share from 0 to 1, such as 0\.5; 0 means that there is no floor/,
    ],
    ["with a floor that is no number", { gate: { minScore: Number.NaN } }, /has the minScore NaN/],
    [
      "with a misspelt floor, which would be none",
      { gate: Object.fromEntries([["minPassrate", 0.9]]) },
      /"minPassrate", which does not exist\. Did you mean "minPassRate"\?/,
    ],
    ["with 0 repeats", { repeats: 0 }, /has 0 as its repeats/],
    ["with half a call at once", { concurrency: 0.5 }, /has 0\.5 as its concurrency/],
  ])("%s", (_title, change, message) => {
    expect(() => defineSuite({ ...settings, ...change })).toThrow(message);
  });
});

test("refuses an eval without a name or with an odd version", () => {
  expect(() => defineEval({ name: " ", evaluate: () => pass() })).toThrow(/no name/);
  expect(() => defineEval({ name: "x", version: 0, evaluate: () => pass() })).toThrow(/version 0/);
});

test.each([0, -1, 1.5, Number.NaN, 3_600_001])(
  "refuses an eval with the deadline %d",
  (timeoutMs) => {
    expect(() => defineEval({ name: "x", timeoutMs, evaluate: () => pass() })).toThrow(
      /Eval "x" has the timeoutMs .* from 1 to 3,600,000/,
    );
  },
);

test("a deadline is no part of the suite hash", () => {
  const suites = [undefined, 5].map((timeoutMs) => {
    return defineSuite({ ...settings, evals: [maxWords(10, timeoutMs ? { timeoutMs } : {})] });
  });
  expect(suites[1]?.evals[0]?.timeoutMs).toBe(5);
  expect(suites[0]?.evals[0]?.timeoutMs).toBe(10_000);
  expect(suites[1]?.suiteHash).toBe(suites[0]?.suiteHash);
});
