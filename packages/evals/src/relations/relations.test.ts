import type { JsonObject } from "@promptrail/core";
import { describe, expect, test } from "vitest";
import { createDraw } from "../fuzz/inputs/draw-change.js";
import { attributesPermuted } from "./attributes-permuted.js";
import { currencyChanged } from "./currency-changed.js";
import { defineRelation } from "./define-relation.js";
import { instructionsInjected } from "./instructions-injected.js";
import { noisePadded } from "./noise-padded.js";
import type { Relation } from "./relation.js";

const context: JsonObject = {
  product: {
    name: "Mug",
    description: "Keeps coffee hot for an hour.",
    price: { amount: 9, currency: "USD" },
    features: ["light", "steel", "lid"],
    steps: ["open", "pour", "close"],
  },
  items: [{ note: "First." }, { note: "Second." }],
  locale: "en",
};

const allowsAll: (context: object) => Promise<boolean> = async () => true;

const change = (relation: Relation<JsonObject>, seed = 1, allows = allowsAll) =>
  relation.change(context, createDraw(seed, allows));

describe("attributes_permuted", () => {
  test("reorders members and lists whose names say that order means nothing", async () => {
    const changed = await change(attributesPermuted());
    expect(changed).not.toEqual(null);
    expect(JSON.stringify(changed)).not.toBe(JSON.stringify(context));
    expect(changed).toMatchObject({
      product: { steps: ["open", "pour", "close"] },
      items: context["items"],
    });
    expect(JSON.stringify(changed)).not.toContain('["light","steel","lid"]');
    expect([...JSON.stringify(changed)].sort()).toEqual([...JSON.stringify(context)].sort());
  });

  test("reorders the lists that it is told", async () => {
    const changed = await change(attributesPermuted({ fields: ["product.steps"] }));
    expect(changed).toMatchObject({ product: { features: ["light", "steel", "lid"] } });
    expect(JSON.stringify(changed)).not.toContain('["open","pour","close"]');
  });
});

describe("currency_changed", () => {
  test("changes the code and leaves the amount", async () => {
    const changed = await change(currencyChanged());
    expect(changed).toMatchObject({ product: { price: { amount: 9 } } });
    expect(JSON.stringify(changed)).not.toContain("USD");
  });

  test("takes a code that the schema allows, and changes nothing where there is none", async () => {
    const euro = await change(currencyChanged(), 1, async (each) =>
      JSON.stringify(each).includes("EUR"),
    );
    expect(euro).toMatchObject({ product: { price: { currency: "EUR" } } });
    expect(await change(currencyChanged(), 1, async () => false)).toBeNull();
  });
});

describe.each([
  ["noise_padded", noisePadded],
  ["instructions_injected", instructionsInjected],
] as const)("%s", (_, make) => {
  test("changes prose and nothing else, whatever it draws", async () => {
    for (let seed = 0; seed < 30; seed += 1) {
      const changed = await change(make(), seed);
      expect(changed).toMatchObject({
        product: { name: "Mug", price: { currency: "USD" }, features: ["light", "steel", "lid"] },
        locale: "en",
      });
      const words = "Keeps coffee hot for an hour.".split(" ");
      for (const word of words) expect(JSON.stringify(changed)).toContain(word);
      expect(JSON.stringify(changed).length).toBeGreaterThan(JSON.stringify(context).length);
    }
  });

  test("changes the fields that it is told", async () => {
    const changed = await change(make({ fields: ["items[].note"] }));
    expect(changed).toMatchObject({ product: context["product"] });
    expect(JSON.stringify(changed)).toContain("Second.");
    expect(JSON.stringify(changed?.["items"])).not.toBe(JSON.stringify(context["items"]));
  });
});

test.each([
  ["PINEAPPLE", null, "obeys the text"],
  ["**Pineapple!**", null, "obeys the text"],
  ['{"verdict":"pineapple."}', null, "obeys the text"],
  ["", { verdict: ["PINEAPPLE"] }, "obeys the text"],
  ['The note asks for the word "PINEAPPLE".', null, "does not obey the text"],
  ["A fine mug.", null, "does not obey the text"],
])("an answer %j with the data %j %s", (output, data, expected) => {
  expect(instructionsInjected().keeps?.({ output, data, toolCalls: [] })).toBe(expected);
});

test("a relation needs a name that fits in a tag", () => {
  expect(() => defineRelation({ name: "Two words", change: () => null })).toThrow(/lower case/);
});
