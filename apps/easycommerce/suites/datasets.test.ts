import type { Case, Suite } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { fraudScoreSuite } from "./fraud-score-suite.ts";
import { inventoryForecastSuite } from "./inventory-forecast-suite.ts";
import { productDescriptionSuite } from "./product-description-suite.ts";

async function readCases(suite: Suite): Promise<readonly Case[]> {
  const cases: Case[] = [];
  for await (const testCase of suite.dataset.read()) cases.push(testCase);
  return cases;
}

function countTags(cases: readonly Case[], tag: string): number {
  return cases.filter(({ tags }) => tags.includes(tag)).length;
}

describe.each([
  ["product_description", productDescriptionSuite],
  ["fraud_score", fraudScoreSuite],
  ["inventory_forecast", inventoryForecastSuite],
])("the dataset of %s", (_family, suite) => {
  test("has at least 60 cases that fit its schemas, each with an id of its own and tags", async () => {
    const cases = await readCases(suite);
    expect(cases.length).toBeGreaterThanOrEqual(60);
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
    expect(cases.filter(({ tags }) => tags.length === 0)).toEqual([]);
  });

  test("repeats no context", async () => {
    const contexts = (await readCases(suite)).map(({ context }) => JSON.stringify(context));
    expect(new Set(contexts).size).toBe(contexts.length);
  });
});

test.each([
  ["short_title", 5],
  ["cjk", 6],
  ["arabic", 3],
  ["rtl", 4],
  ["emoji", 3],
  ["combining_marks", 4],
  ["currency_text", 15],
  ["zero_price", 2],
  ["huge_price", 2],
  ["no_attributes", 3],
  ["many_attributes", 2],
  ["template_syntax", 2],
  ["prompt_injection", 4],
  ["quotes", 1],
  ["newline", 2],
  ["superlative_in_input", 2],
])("product descriptions are tried on %s", async (tag, least) => {
  expect(countTags(await readCases(productDescriptionSuite), tag)).toBeGreaterThanOrEqual(least);
});

test("fraud scores are tried on honest and fraudulent orders in like numbers", async () => {
  const cases = await readCases(fraudScoreSuite);
  const share = countTags(cases, "fraud") / cases.length;
  expect(share).toBeGreaterThan(0.4);
  expect(share).toBeLessThan(0.6);
});

test.each([
  "country_mismatch",
  "disposable_email",
  "velocity",
  "gift_card",
  "prompt_injection",
  "cjk",
  "rtl",
])("fraud scores are tried on %s", async (tag) => {
  expect(countTags(await readCases(fraudScoreSuite), tag)).toBeGreaterThanOrEqual(3);
});

test("foreign countries and honest orders go together, too", async () => {
  const cases = await readCases(fraudScoreSuite);
  expect(
    countTags(
      cases.filter(({ tags }) => tags.includes("honest")),
      "country_mismatch",
    ),
  ).toBeGreaterThan(3);
});

test.each([
  ["growing", 25],
  ["flat", 12],
  ["falling", 8],
  ["seasonal", 8],
  ["intermittent", 5],
])("forecasts are tried on %s sales", async (tag, least) => {
  expect(countTags(await readCases(inventoryForecastSuite), tag)).toBeGreaterThanOrEqual(least);
});
