import type { PromptVersion, Suite } from "@promptrail/core";
import { hashContent } from "@promptrail/core/lifecycle";
import {
  findDifferences,
  type GateVerdict,
  judge,
  type PairedRun,
  runPairedEval,
} from "@promptrail/evals/run";
import { claude } from "@promptrail/provider-claude";
import { deepseek } from "@promptrail/provider-deepseek";
import { openai } from "@promptrail/provider-openai";
import { startSimulatedUpstreams } from "@promptrail/testing/upstreams";
import { afterAll, describe, expect, test } from "vitest";
import { fraudScoreV1 } from "../prompts/fraud-score-v1.ts";
import { fraudScoreV2 } from "../prompts/fraud-score-v2.ts";
import { fraudScoreV3 } from "../prompts/fraud-score-v3.ts";
import { inventoryForecastV1 } from "../prompts/inventory-forecast-v1.ts";
import { inventoryForecastV2 } from "../prompts/inventory-forecast-v2.ts";
import { inventoryForecastV3 } from "../prompts/inventory-forecast-v3.ts";
import { productDescriptionV1 } from "../prompts/product-description-v1.ts";
import { productDescriptionV2 } from "../prompts/product-description-v2.ts";
import { productDescriptionV3 } from "../prompts/product-description-v3.ts";
import { productDescriptionV4 } from "../prompts/product-description-v4.ts";
import { fraudScoreSuite } from "./fraud-score-suite.ts";
import { inventoryForecastSuite } from "./inventory-forecast-suite.ts";
import { productDescriptionSuite } from "./product-description-suite.ts";
import { judgingWith, runVersion } from "./run-version.ts";

const upstreams = await startSimulatedUpstreams();
afterAll(() => upstreams.close());

const apiKey = "no-secret";
const judgeProvider = openai({ apiKey, baseUrl: upstreams.openai.baseUrl });
const providers = [
  claude({ apiKey, baseUrl: upstreams.anthropic.baseUrl }),
  judgeProvider,
  deepseek({ apiKey, baseUrl: upstreams.deepseek.baseUrl }),
];

async function gate(
  suite: Suite,
  candidate: PromptVersion,
  baseline: PromptVersion,
): Promise<GateVerdict & { readonly run: PairedRun }> {
  const provider = providers.find(({ id }) => id === candidate.content.provider);
  if (provider === undefined) throw new Error(`No provider for ${candidate.key}.`);
  const run = await runPairedEval({
    suite,
    candidate: runVersion(candidate, provider),
    baseline: runVersion(baseline, provider),
    judging: judgingWith(judgeProvider, [candidate, baseline]),
  });
  expect(
    run.results.flatMap((result) => result.candidate.map(({ error }) => error?.message ?? "")),
  ).toEqual(run.results.map(() => ""));
  return { ...judge(run, suite), run };
}

/** Where the judge and the heuristic differ on the candidate's answers. */
function differ({ results }: PairedRun) {
  const cases = results.map(({ id, candidate }) => ({ id, trials: candidate }));
  const [found] = findDifferences(productDescriptionSuite.evals, cases);
  if (found === undefined) throw new Error("No judge stands beside the heuristic.");
  return found;
}

/** A version with one line of its system text left out: what a careless edit does. */
function withoutRule(prompt: PromptVersion, rule: string): PromptVersion {
  const messages = prompt.content.messages.map((message) => ({
    ...message,
    template: message.template
      .split("\n")
      .filter((line) => !line.includes(rule))
      .join("\n"),
  }));
  expect(messages).not.toEqual(prompt.content.messages);
  const content = { ...prompt.content, messages };
  return { ...prompt, content, contentHash: hashContent(content) };
}

describe("the gate of product_description", () => {
  test("passes v3", async () => {
    const { verdict, figures, run } = await gate(
      productDescriptionSuite,
      productDescriptionV3,
      productDescriptionV2,
    );
    expect(verdict).toBe("pass");
    expect(figures.candidate.passRate?.value).toBeGreaterThan(0.95);
    // What the heuristic has no rule for: a price that is not the data's, as the judge reads it.
    expect(differ(run)).toMatchObject({
      judged: 88,
      judgeOnly: [],
      evalOnly: [{ id: "price-half-cent", reason: expect.stringContaining("bad") }],
    });
  });

  test("passes the active version against itself, nearly all of whose descriptions are good", async () => {
    const { verdict, figures } = await gate(
      productDescriptionSuite,
      productDescriptionV2,
      productDescriptionV2,
    );
    expect(verdict).toBe("pass");
    expect(figures.baseline.passRate?.value).toBeGreaterThan(0.95);
  });

  test("refuses v4, which drops the word limit", async () => {
    const { verdict, figures, run } = await gate(
      productDescriptionSuite,
      productDescriptionV4,
      productDescriptionV2,
    );
    expect(verdict).toBe("fail");
    expect(figures.candidate.passRate?.value).toBeLessThan(0.05);
    // The judge counts no words.
    const { judgeOnly } = differ(run);
    expect(judgeOnly.length).toBeGreaterThan(70);
    expect(judgeOnly.every(({ reason }) => reason.startsWith("Too long"))).toBe(true);
  });

  test("refuses to go back to v1, which lets superlatives through", async () => {
    const { verdict } = await gate(
      productDescriptionSuite,
      productDescriptionV1,
      productDescriptionV2,
    );
    expect(verdict).toBe("fail");
  });

  test.each(["Maximum 120 words", "No superlatives", "second person"])(
    "turns to fail for v2 without its rule %j",
    async (rule) => {
      const edited = withoutRule(productDescriptionV2, rule);
      const { verdict } = await gate(productDescriptionSuite, edited, productDescriptionV2);
      expect(verdict).toBe("fail");
    },
  );
});

describe("the gate of fraud_score", () => {
  test.each([
    ["v2", fraudScoreV2],
    ["v3", fraudScoreV3],
  ])("passes %s against v1", async (_name, candidate) => {
    const { verdict, figures } = await gate(fraudScoreSuite, candidate, fraudScoreV1);
    expect(verdict).toBe("pass");
    expect(figures.comparison?.difference).toBeGreaterThan(0);
  });

  test("turns to fail for v2 without the rule about countries that differ", async () => {
    const edited = withoutRule(fraudScoreV2, "billing country that differs");
    expect((await gate(fraudScoreSuite, edited, fraudScoreV2)).verdict).toBe("fail");
  });
});

describe("the gate of inventory_forecast", () => {
  test("passes v3", async () => {
    const { verdict } = await gate(
      inventoryForecastSuite,
      inventoryForecastV3,
      inventoryForecastV2,
    );
    expect(verdict).toBe("pass");
  });

  test("refuses to go back to v1, whose forecasts are systematically low", async () => {
    const { verdict, figures } = await gate(
      inventoryForecastSuite,
      inventoryForecastV1,
      inventoryForecastV2,
    );
    expect(verdict).toBe("fail");
    const notLow = figures.candidate.evals.find(({ name }) => name === "forecast_not_low");
    expect(notLow?.passed).toBeLessThan((notLow?.judged ?? 0) * 0.7);
  });

  test("turns to fail for v2 without its rule about the trend", async () => {
    const edited = withoutRule(inventoryForecastV2, "Follow the trend");
    expect((await gate(inventoryForecastSuite, edited, inventoryForecastV2)).verdict).toBe("fail");
  });
});
