import { definePrompt, type PromptVersion, type Suite } from "@promptrail/core";
import { expect, test } from "vitest";
import { findJudgeFindings } from "../../src/settings/find-judge-findings.js";

function version(family: string, model: string, status: PromptVersion["status"] = "active") {
  const texts = { userTemplate: "Hello", maxTokens: 10 };
  return definePrompt({ family, version: 1, status, provider: "fake", model, ...texts });
}

/** A suite with a judge, and an eval that runs a prompt, as far as their data are looked at. */
const suiteOf = (rubric: PromptVersion, runs: readonly PromptVersion[] = []): Suite => {
  const check = {
    name: "tone",
    version: 1,
    mustPass: false,
    weight: 1,
    timeoutMs: 1,
    needsGroundTruth: false,
    uses: { prompts: runs, embedding: null },
    evaluate: () => null,
  };
  return {
    family: "greeting",
    dataset: { name: "greetings", read: async function* () {} },
    evals: [Object.assign({}, check, { judge: { rubric: { prompt: rubric } } })],
    gate: { margin: 0.05, alpha: 0.05 },
    repeats: 1,
    suiteHash: "sha256-a",
    hashDataset: async () => "sha256-b",
  };
};

const greeting = version("greeting", "m");
const rubric = version("rubric", "other");

test.each<[string, readonly PromptVersion[], Suite, readonly RegExp[]]>([
  ["a rubric that is listed, of another model", [greeting, rubric], suiteOf(rubric), []],
  [
    "a rubric that is not listed",
    [greeting],
    suiteOf(rubric),
    [/^error prompt_not_listed .*asks rubric_v1, .* Add the rubric's `\.prompt` to prompts\.$/],
  ],
  [
    "a rubric that is listed with other content",
    [greeting, version("rubric", "one")],
    suiteOf(rubric),
    [/^error prompt_not_listed .*asks rubric_v1 with other content/],
  ],
  [
    "a prompt that an eval runs, and that is not listed",
    [greeting, rubric],
    suiteOf(rubric, [version("helper", "m")]),
    [/^error prompt_not_listed .*asks helper_v1, .* Add it to prompts\.$/],
  ],
  [
    "a judge that is the model that it judges",
    [version("greeting", "other"), rubric],
    suiteOf(rubric),
    [/^error judge_is_judged Judge "tone" .* is other, the model of greeting_v1/],
  ],
  [
    "a judge that was the model of a version that is live no more",
    [version("greeting", "other", "deprecated"), rubric],
    suiteOf(rubric),
    [],
  ],
])("%s", (_title, prompts, suite, says) => {
  const found = findJudgeFindings({ prompts, suites: [suite] });
  expect(found.map(({ severity, code, message }) => `${severity} ${code} ${message}`)).toEqual(
    says.map((each) => expect.stringMatching(each)),
  );
});
