import { describe, expect, test } from "vitest";
import { isLong, randomRuns } from "../../../../tooling/test/run/random-runs.ts";
import { cases } from "../datasets/cases.js";
import { maxWords } from "../evals/count/max-words.js";
import { contains } from "../evals/text/contains.js";
import { createRandom } from "../fixtures/create-random.js";
import { scriptErroredTrial, scriptJudged, scriptTrial } from "../fixtures/scripted-run.js";
import { defineEval } from "../suite/define-eval.js";
import { defineSuite } from "../suite/define-suite.js";
import { defineLedger, listInstructions } from "./define-ledger.js";
import { diffLedger } from "./diff-ledger.js";
import { readLedger } from "./read-ledger.js";

const instructions = ["short", "long", "polite", "sourced"].map((id) => ({
  id,
  text: `Be ${id}.`,
}));
const alpha = 0.05;

const toCase = (id: number, obeyed: Readonly<Record<string, number | null>>, cluster?: string) => {
  return { id: String(id), cluster: cluster ?? null, trials: [scriptJudged(obeyed)] };
};

test("instructions that are obeyed apart are a conflict, and the others are none", () => {
  const list = Array.from({ length: 60 }, (_, at) => {
    const isShort = at % 3 === 0;
    return toCase(at, {
      short: Number(isShort),
      long: Number(!isShort),
      polite: Number(at % 4 > 0),
      sourced: 1,
    });
  });
  const { pairs, instructions: measured } = readLedger({ instructions, cases: list, alpha });
  expect(pairs.filter(({ isConflict }) => isConflict)).toMatchObject([
    { first: "short", second: "long", both: 0, onlyFirst: 20, onlySecond: 40, neither: 0 },
  ]);
  expect(measured.map(({ id, judged, obeyed }) => [id, judged, obeyed])).toEqual([
    ["short", 60, 20],
    ["long", 60, 40],
    ["polite", 60, 45],
    ["sourced", 60, 60],
  ]);
});

test("instructions that are obeyed independently are called a conflict at most at alpha, however many pairs there are", () => {
  const runs = randomRuns({ usual: 200, long: 4_000 });
  const random = createRandom(29);
  let shown = 0;
  for (let run = 0; run < runs; run += 1) {
    const list = Array.from({ length: 60 }, (_, at) =>
      toCase(
        at,
        Object.fromEntries(instructions.map(({ id }) => [id, Number(random() < 0.7)] as const)),
      ),
    );
    const { pairs } = readLedger({ instructions, cases: list, alpha });
    shown += Number(pairs.some(({ isConflict }) => isConflict));
  }
  if (isLong) console.log("independent instructions", shown, runs);
  expect(shown / runs).toBeLessThanOrEqual(alpha + 3 * Math.sqrt((alpha * (1 - alpha)) / runs));
});

test("one answer a case and one case a cluster count, and what is no whole answer says nothing", () => {
  const apart = { short: 1, long: 0 };
  const clustered = Array.from({ length: 40 }, (_, at) => toCase(at, apart, "one conversation"));
  const [pair] = readLedger({
    instructions: instructions.slice(0, 2),
    cases: clustered,
    alpha,
  }).pairs;
  expect(pair).toMatchObject({ onlyFirst: 1, isConflict: false });
  const repeated = { ...toCase(1, apart), trials: [scriptJudged(apart), scriptJudged(apart)] };
  const cut = {
    ...toCase(2, {}),
    trials: [scriptTrial(0, { outcome: "truncated", success: false })],
  };
  const lost = { ...toCase(3, {}), trials: [scriptErroredTrial("overloaded")] };
  const silent = toCase(4, { short: 1, long: null });
  const found = readLedger({ instructions, cases: [repeated, cut, lost, silent], alpha });
  expect(found.leftOut).toBe(2);
  expect(found.instructions.map(({ judged }) => judged)).toEqual([2, 1, 0, 0]);
  expect(found.instructions[2]?.rate).toBeNull();
});

test("what a version drops and adds is read from its texts, whatever the line ends and the case", () => {
  const state = (...texts: readonly string[]) => ({
    messages: texts.map((template) => ({ role: "system" as const, template })),
  });
  const change = diffLedger({
    instructions,
    alpha,
    baseline: state("- be   SHORT.\n- Be\n  polite."),
    candidate: { ...state("- Be polite."), partials: { rules: "Be sourced." } },
    results: Array.from({ length: 30 }, (_, at) => ({
      id: String(at),
      tags: [],
      cluster: null,
      baseline: [scriptJudged({ short: 1, polite: 1 })],
      candidate: [scriptJudged({ short: at < 20 ? 0 : 1, polite: at === 0 ? 0 : 1 })],
    })),
  });
  expect(change.drops.map(({ id }) => id)).toEqual(["short"]);
  expect(change.adds.map(({ id }) => id)).toEqual(["sourced"]);
  expect(change.changes.map(({ id, lost, isLess }) => [id, lost, isLess])).toEqual([
    ["short", 20, true],
    ["polite", 1, false],
  ]);
});

describe("a ledger", () => {
  const short = { id: "short", text: "Be short.", eval: maxWords(9) };
  const polite = { id: "polite", text: "Say please.", eval: contains("please") };

  test("gives a suite an eval by each id, whose settings stay part of the suite's hash", () => {
    const suiteOf = (words: number) => {
      const ledger = defineLedger([{ ...short, eval: maxWords(words) }, polite]);
      const dataset = cases("one", [{ id: "1", context: {} }]);
      return defineSuite({ family: "note", dataset, evals: ledger.evals });
    };
    const suite = suiteOf(9);
    expect(suite.evals.map(({ name }) => name)).toEqual(["short", "polite"]);
    expect(listInstructions(suite.evals)).toEqual([
      { id: "short", text: "Be short." },
      { id: "polite", text: "Say please." },
    ]);
    expect(suiteOf(9).suiteHash).toBe(suite.suiteHash);
    const own = defineEval({ name: "own", evaluate: () => null });
    expect(listInstructions([own])).toEqual([]);
  });

  test.each([
    ["of one instruction", [short], /at least two instructions/],
    ["with an id twice", [short, short], /"short" is there twice/],
    ["with an id that is none", [short, { ...polite, id: "Say please" }], /"Say please" has an id/],
    ["without the prompt's words", [short, { ...polite, text: " " }], /"polite" has no text/],
  ])("%s is refused", (_title, entries, message) => {
    expect(() => defineLedger(entries)).toThrow(message);
  });
});
