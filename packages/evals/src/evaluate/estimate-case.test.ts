import { expect, test } from "vitest";
import { suiteWith } from "../judge/fixtures/judged-run.js";
import { pairRubric, scoreRubric } from "../judge/fixtures/rubrics.js";
import { estimateCase } from "./estimate-case.js";
import type { EvaluatePorts } from "./evaluate-ports.js";

const version = { family: "description", version: 1, key: "description_v1", contentHash: "sha" };
const testCase = { id: "a", context: {}, groundTruth: null, tags: [], cluster: null };

const ports: Pick<EvaluatePorts<typeof version>, "mostCostOf" | "judging"> = {
  mostCostOf: async () => 1,
  judging: {
    run: () => Promise.reject(new Error("Nothing is asked.")),
    modelOf: () => ({ provider: "maker", model: "maker-1" }),
    mostCostOf: async () => 0.1,
  },
};

test.each([
  ["one version, its verdict and six of attacks", scoreRubric, [1], 1 + 0.1 + 0.6],
  ["two versions", scoreRubric, [1, 1], 2 + 0.2 + 0.6],
  ["a baseline whose answer is kept", scoreRubric, [1, 0], 1 + 0.2 + 0.6],
  ["a comparison in both orders", pairRubric, [1, 1], 2 + 0.2 + 1.2],
  ["a comparison where one version runs alone", pairRubric, [1], 1],
] as const)("counts %s", async (_, rubric, calls, most) => {
  const versions = calls.map(() => version);
  const estimate = estimateCase(ports, suiteWith(rubric), versions);
  expect(await estimate(testCase, calls)).toBeCloseTo(most);
});

test("counts a judge no higher than its own limit", async () => {
  const estimate = estimateCase(ports, suiteWith(scoreRubric, { maxCost: 0.25 }), [version]);
  expect(await estimate(testCase, [1])).toBeCloseTo(1.25);
});

test("knows nothing where a price is unknown", async () => {
  const unknown = { ...ports, mostCostOf: async () => null };
  expect(await estimateCase(unknown, suiteWith(scoreRubric), [version])(testCase, [1])).toBeNull();
});
