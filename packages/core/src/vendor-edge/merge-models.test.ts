import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelData } from "../provider/model-data.js";
import { mergeModels } from "./merge-models.js";

const data: ModelData = {
  contextWindow: 1_000,
  maxOutput: 100,
  prices: { input: 1, output: 10, cacheRead: 0.5, asOf: "2026-11-23" },
  settings: ["maxTokens"],
  retiresAt: "2027-01-14",
};
const known = { small: data, large: data };

test("prices that replace others replace their day as well, and nothing else", () => {
  const prices = { input: 2, output: 3 };
  const models = mergeModels("openai", known, { small: { prices } });
  expect(models).toEqual({ small: { ...data, prices }, large: data });
});

test("a model that the package does not know is added", () => {
  const own = { ...data, prices: { input: 0, output: 0, asOf: "2026-12-01" } };
  expect(mergeModels("openai", known, { own })).toEqual({ ...known, own });
});

const change = fc.record(
  {
    contextWindow: fc.integer({ min: 1 }),
    maxOutput: fc.integer({ min: 1 }),
    prices: fc.record({ input: fc.nat(), output: fc.nat() }),
    settings: fc.subarray(["maxTokens", "temperature", "topP", "stopSequences"] as const),
  },
  { requiredKeys: [] },
);

test("what is not changed stays, and the list that is given is left as it is", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom("small", "large"), change), (changes) => {
      const models = mergeModels("openai", known, changes);
      for (const [name, model] of Object.entries(models)) {
        expect(model).toEqual({ ...data, ...changes[name] });
      }
      expect(known).toEqual({ small: data, large: data });
    }),
  );
});

describe("a change that cannot be used is refused, with the model, the field and the cure", () => {
  test.each([
    ["small", '{ "price": { "input": 1 } }', /"small".*"price".*Give the fields/],
    ["small", '{ "prices": { "input": -1, "output": 2 } }', /"small".*prices\.input/],
    ["small", '{ "prices": { "input": 1 } }', /prices\.output/],
    [
      "small",
      '{ "prices": { "input": 1, "output": 2, "asOf": "2026-02-30" } }',
      /a day that exists/,
    ],
    ["small", '{ "settings": ["top_k"] }', /settings/],
    ["small", "null", /"small"/],
    ["own", '{ "prices": { "input": 1, "output": 2 } }', /"own".*contextWindow.*does not know/],
    ["toString", "{}", /"toString".*contextWindow/],
  ])("%s: %s", (name, written, words) => {
    const merge = () => mergeModels("openai", known, { [name]: JSON.parse(written) });
    expect(merge).toThrow(expect.objectContaining({ code: "config_invalid" }));
    expect(merge).toThrow(words);
  });
});
